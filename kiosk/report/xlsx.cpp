// Tables as Office Open XML spreadsheets, through libxlsxwriter in its constant-memory mode.
#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "report/table.h"

namespace report {
namespace {

constexpr lxw_row_t kRowsPerSheet = LXW_ROW_MAX;
constexpr std::size_t kCopied = 65536;

/// A file without a name: nothing of it is left, whatever happens to the program.
class ScratchFile {
 public:
  explicit ScratchFile(const std::filesystem::path& folder) {
    std::string name = (folder / ".export-XXXXXX").string();
    fd_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd_ >= 0) ::unlink(name.c_str());
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

  [[nodiscard]] bool copy_to(std::ostream& out) const {
    std::array<char, kCopied> bytes{};
    off_t at = 0;
    for (;;) {
      const ssize_t got = ::pread(fd_, bytes.data(), bytes.size(), at);
      if (got < 0) return false;
      if (got == 0) return true;
      if (!out.write(bytes.data(), got)) return false;
      at += got;
    }
  }

 private:
  int fd_ = -1;
};

/// Days since the last day of 1899, as spreadsheets count them.
double serial(core::LocalTime local) {
  constexpr core::Day kZero{std::chrono::local_days{std::chrono::year{1899} / 12 / 30}};
  constexpr double kMillisecondsPerDay = 86'400'000;
  return static_cast<double>((local - kZero).count()) / kMillisecondsPerDay;
}

class XlsxWriter : public TableWriter {
 public:
  XlsxWriter(const TableForm& form, std::ostream& out)
      : form_(form), out_(out), file_(form.scratch) {
    if (!file_.is_open()) return;
    std::string scratch = form.scratch.string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = scratch.data();
    book_ = workbook_new_opt(file_.path().c_str(), &options);
    if (book_ == nullptr) return;
    make_formats();
    begin_sheet();
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void add(const Row& row) override {
    if (failed()) return;
    if (next_ == kRowsPerSheet) begin_sheet();
    lxw_col_t column = 0;
    for (const Cell& cell : row) {
      std::visit([&](const auto& value) { put(column, value); }, cell);
      ++column;
    }
    ++next_;
  }

  core::Result<void> finish() override {
    if (book_ != nullptr && error_ == LXW_NO_ERROR) {
      end_sheet();
      error_ = workbook_close(std::exchange(book_, nullptr));
      if (error_ == LXW_NO_ERROR && file_.copy_to(out_) && out_.flush()) return {};
    }
    return tl::unexpected(cannot_write_on());
  }

 private:
  [[nodiscard]] bool failed() const { return book_ == nullptr || error_ != LXW_NO_ERROR; }

  void keep(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  void make_formats() {
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_bottom(header_, LXW_BORDER_MEDIUM);
    format_set_bg_color(header_, 0xE6ECF5);
    moment_ = workbook_add_format(book_);
    format_set_num_format(moment_, "yyyy-mm-dd hh:mm:ss");
    day_ = workbook_add_format(book_);
    format_set_num_format(day_, "yyyy-mm-dd");
  }

  void begin_sheet() {
    if (sheet_ != nullptr) end_sheet();
    ++sheets_;
    const std::string name = form_.name + (sheets_ == 1 ? "" : " " + std::to_string(sheets_));
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    if (sheet_ == nullptr) return keep(LXW_ERROR_MEMORY_MALLOC_FAILED);
    worksheet_freeze_panes(sheet_, 1, 0);
    lxw_col_t at = 0;
    for (const Column& column : *form_.columns) {
      keep(worksheet_set_column(sheet_, at, at, column.width, nullptr));
      ++at;
    }
    next_ = 0;
    at = 0;
    for (const Column& column : *form_.columns) {
      keep(worksheet_write_string(sheet_, next_, at, column.name.c_str(), header_));
      ++at;
    }
    ++next_;
  }

  void end_sheet() {
    const auto last = static_cast<lxw_col_t>(form_.columns->size() - 1);
    keep(worksheet_autofilter(sheet_, 0, 0, next_ - 1, last));
  }

  void put(lxw_col_t, std::monostate) {}
  void put(lxw_col_t at, std::string_view text) { put(at, std::string(text)); }
  /// As a string, which no program takes for a formula or a link.
  void put(lxw_col_t at, const std::string& text) {
    if (!text.empty()) keep(worksheet_write_string(sheet_, next_, at, text.c_str(), nullptr));
  }
  void put(lxw_col_t at, std::int64_t number) {
    keep(worksheet_write_number(sheet_, next_, at, static_cast<double>(number), nullptr));
  }
  void put(lxw_col_t at, bool flag) {
    keep(worksheet_write_boolean(sheet_, next_, at, flag ? 1 : 0, nullptr));
  }
  void put(lxw_col_t at, core::Instant moment) {
    keep(worksheet_write_number(sheet_, next_, at, serial(form_.zone.to_local(moment)), moment_));
  }
  void put(lxw_col_t at, core::Day day) {
    keep(worksheet_write_number(sheet_, next_, at, serial(core::LocalTime{day}), day_));
  }

  TableForm form_;
  std::ostream& out_;
  ScratchFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* header_ = nullptr;
  lxw_format* moment_ = nullptr;
  lxw_format* day_ = nullptr;
  lxw_row_t next_ = 0;
  int sheets_ = 0;
  lxw_error error_ = LXW_NO_ERROR;
};

}  // namespace

std::unique_ptr<TableWriter> xlsx_writer(const TableForm& form, std::ostream& out) {
  return std::make_unique<XlsxWriter>(form, out);
}

}  // namespace report
