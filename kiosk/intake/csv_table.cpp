#include "intake/csv_table.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/progress.h"

namespace intake {
namespace {

constexpr std::array kSeparators = {',', ';', '\t', '|'};
constexpr int kLinesToCompare = 20;
constexpr int kInsideField = 2;  // libcsv's FIELD_BEGUN, which its header does not name
constexpr std::size_t kGrowBy = std::size_t{4} << 10U;  // a long cell is not copied every 128 bytes

/// The next line with its end; `\n`, `\r\n` and `\r` all end one.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  std::size_t length = rest.size();
  if (end != std::string_view::npos) {
    length = end + (rest.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  const std::string_view line = rest.substr(0, length);
  rest.remove_prefix(length);
  return line;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Separators outside quotes, of each kind; `quoted` carries over to the next line. A comma before
/// a blank is punctuation, as in `Family, Given`.
std::array<int, kSeparators.size()> count_separators(std::string_view line, bool& quoted) {
  std::array<int, kSeparators.size()> counts{};
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"') quoted = !quoted;
    if (quoted || (c == ',' && line.substr(at + 1, 1) == " ")) continue;
    for (std::size_t i = 0; i < kSeparators.size(); ++i) counts.at(i) += c == kSeparators.at(i);
  }
  return counts;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

int only_blanks_are_space(unsigned char c) { return c == CSV_SPACE ? 1 : 0; }

/// Feeds libcsv a line at a time, so that each row knows where it began.
class Reader {
 public:
  Reader(char separator, const ReadProgress& progress) : progress_(progress) {
    csv_init(&parser_, CSV_APPEND_NULL);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser_, &only_blanks_are_space);
    csv_set_blk_size(&parser_, kGrowBy);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { csv_free(&parser_); }

  core::Result<Table> read(std::string_view text, int line) {
    const std::size_t all = text.size();
    for (; !text.empty(); ++line) {
      if (!may_go_on(percent_of(all - text.size(), all))) return core::stopped();
      const std::string_view next = next_line(text);
      if (!inside_row_) row_.line = line;
      row_ended_ = false;
      if (csv_parse(&parser_, next.data(), next.size(), &on_field, &on_row, this) != next.size()) {
        return wrong(row_.line, "cannot be read as a row of cells", "mistake.row");
      }
      if (row_ended_ || !is_blank(next)) inside_row_ = !row_ended_;
      if (too_much_)
        return wrong(row_.line, "is more than a list of people can have", "mistake.too_much");
    }
    if (parser_.quoted != 0 && parser_.pstate == kInsideField) {
      return wrong(row_.line, "has a quotation mark that is never closed", "mistake.quote");
    }
    csv_fini(&parser_, &on_field, &on_row, this);
    return std::move(table_);
  }

 private:
  bool may_go_on(int percent) {
    if (lines_++ % kTellEveryRows != 0) return true;
    return goes_on(progress_, percent, table_.rows.size());
  }

  static tl::unexpected<core::Error> wrong(int line, std::string message, std::string key) {
    return tl::unexpected<core::Error>({core::Failure::bad_input,
                                        "The list cannot be read.",
                                        "Nothing was stored.",
                                        {{line, "", std::move(message), std::move(key)}},
                                        "failure.list_unreadable"});
  }
  static void on_field(void* bytes, std::size_t size, void* self) {
    static_cast<Reader*>(self)->add_field({static_cast<const char*>(bytes), size});
  }
  static void on_row(int, void* self) { static_cast<Reader*>(self)->end_row(); }

  void add_field(std::string_view cell) {
    if (row_.cells.size() >= kMaxColumns) {
      too_much_ = true;
    } else {
      row_.cells.push_back(trimmed(cell));
    }
  }

  void end_row() {
    row_ended_ = true;
    const int line = row_.line;
    const bool empty = std::all_of(row_.cells.begin(), row_.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (!empty && table_.headings.empty()) {
      table_.headings = std::move(row_.cells);
      table_.heading_line = line;
    } else if (!empty) {
      table_.rows.push_back(std::move(row_));
      too_much_ = too_much_ || table_.rows.size() > kMaxRows;
    }
    row_ = {line, {}};
    row_.cells.reserve(table_.headings.size());
  }

  const ReadProgress& progress_;
  std::size_t lines_ = 0;
  csv_parser parser_{};
  Table table_;
  Row row_;
  bool inside_row_ = false;
  bool row_ended_ = false;
  bool too_much_ = false;
};

}  // namespace

char detect_separator(std::string_view text) {
  std::array<int, kSeparators.size()> header{};
  std::array<int, kSeparators.size()> agreeing{};
  bool quoted = false;
  for (int seen = 0; seen < kLinesToCompare && !text.empty();) {
    const std::string_view line = next_line(text);
    if (!quoted && is_blank(line)) continue;
    const auto counts = count_separators(line, quoted);
    if (seen++ == 0) {
      header = counts;
      continue;
    }
    for (std::size_t i = 0; i < counts.size(); ++i) agreeing.at(i) += counts.at(i) == header.at(i);
  }
  std::size_t best = 0;
  const auto score = [&](std::size_t i) { return header.at(i) * (1 + agreeing.at(i)); };
  for (std::size_t i = 1; i < kSeparators.size(); ++i) {
    if (score(i) > score(best)) best = i;
  }
  return kSeparators.at(best);
}

core::Result<Table> read_csv(std::string_view text, char separator, const ReadProgress& progress) {
  int line = 1;
  std::string_view rest = text;
  const std::string_view first = next_line(rest);
  if (first.size() >= 5 && first.substr(0, 4) == "sep=" && is_blank(first.substr(5))) {
    if (separator == 0) separator = first[4];
    text = rest;
    ++line;
  }
  if (separator == 0) separator = detect_separator(text);
  return Reader(separator, progress).read(text, line);
}

}  // namespace intake
