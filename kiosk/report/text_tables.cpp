// Tables as CSV and JSON.
#include <nlohmann/json.hpp>

#include "report/csv.h"
#include "report/table.h"

namespace report {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kBuffer = 65536;

/// Moments as RFC 3339. Rows come in the order of time, so the last minute is often this one.
class MomentText {
 public:
  explicit MomentText(const core::Zone& zone) : zone_(zone) {}

  void append(std::string& line, core::Instant at) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(at);
    if (text_.empty() || minute != minute_) {
      minute_ = minute;
      text_ = core::to_rfc3339(core::Instant{minute}, zone_);
    }
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at - minute).count();
    constexpr std::size_t kSeconds = sizeof("2019-03-12T09:02:") - 1;
    text_[kSeconds] = static_cast<char>('0' + seconds / 10);
    text_[kSeconds + 1] = static_cast<char>('0' + seconds % 10);
    line += text_;
  }

  void append(std::string& line, core::Day day) {
    if (day_text_.empty() || day != day_) {
      day_ = day;
      day_text_ = core::to_text(day);
    }
    line += day_text_;
  }

 private:
  core::Zone zone_;
  std::chrono::sys_time<std::chrono::minutes> minute_{};
  std::string text_;
  core::Day day_{};
  std::string day_text_;
};

/// What both kinds of text share: lines gathered to a block, and a stream that may fail.
class TextWriter : public TableWriter {
 protected:
  TextWriter(const TableForm& form, std::ostream& out)
      : columns_(*form.columns), moments_(form.zone), out_(out) {
    block_.reserve(kBuffer * 2);
  }

  void pass_on() {
    if (block_.size() < kBuffer) return;
    flush();
  }

  core::Result<void> end() {
    flush();
    if (out_.flush()) return {};
    return tl::unexpected(cannot_write_on());
  }

  const std::vector<Column>& columns_;
  MomentText moments_;
  std::string block_;

 private:
  void flush() {
    if (out_) out_.write(block_.data(), static_cast<std::streamsize>(block_.size()));
    block_.clear();
  }

  std::ostream& out_;
};

class CsvWriter : public TextWriter {
 public:
  CsvWriter(const TableForm& form, std::ostream& out) : TextWriter(form, out) {
    const char* comma = "";
    for (const Column& column : columns_) {
      block_ += comma;
      append_csv_cell(block_, column.name);
      comma = ",";
    }
    block_ += "\r\n";
  }

  void add(const Row& row) override {
    bool first = true;
    for (const Cell& cell : row) {
      if (!first) block_ += ',';
      first = false;
      std::visit([this](const auto& value) { put(value); }, cell);
    }
    block_ += "\r\n";
    pass_on();
  }

  core::Result<void> finish() override { return end(); }

 private:
  void put(std::monostate) {}
  void put(std::string_view text) { append_csv_cell(block_, text); }
  void put(const std::string& text) { append_csv_cell(block_, text); }
  void put(std::int64_t number) { block_ += std::to_string(number); }
  void put(bool flag) { block_ += flag ? "true" : "false"; }
  void put(core::Instant at) { moments_.append(block_, at); }
  void put(core::Day day) { moments_.append(block_, day); }
};

class JsonWriter : public TextWriter {
 public:
  JsonWriter(const TableForm& form, std::ostream& out) : TextWriter(form, out) { block_ += '['; }

  void add(const Row& row) override {
    block_ += first_ ? "\n" : ",\n";
    first_ = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
      block_ += i == 0 ? "{" : ",";
      put(std::string_view(columns_[i].name));
      block_ += ':';
      std::visit([this](const auto& value) { put(value); }, row[i]);
    }
    block_ += '}';
    pass_on();
  }

  core::Result<void> finish() override {
    block_ += "\n]\n";
    return end();
  }

 private:
  void put(std::monostate) { block_ += "null"; }
  void put(std::string_view text) {
    block_ += ordered_json(text).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(std::int64_t number) { block_ += std::to_string(number); }
  void put(bool flag) { block_ += flag ? "true" : "false"; }
  template <class Moment>
  void put(Moment moment) {
    block_ += '"';
    moments_.append(block_, moment);
    block_ += '"';
  }

  bool first_ = true;
};

}  // namespace

core::Error cannot_write_on() {
  return {core::Failure::storage,
          "The export cannot be written.",
          "Free some space, or write somewhere else.",
          {},
          {}};
}

std::unique_ptr<TableWriter> csv_writer(const TableForm& form, std::ostream& out) {
  return std::make_unique<CsvWriter>(form, out);
}

std::unique_ptr<TableWriter> json_writer(const TableForm& form, std::ostream& out) {
  return std::make_unique<JsonWriter>(form, out);
}

}  // namespace report
