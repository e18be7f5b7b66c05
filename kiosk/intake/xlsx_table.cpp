#include "intake/xlsx_table.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "intake/archive.h"
#include "intake/xlsx_days.h"
#include "intake/xml.h"

namespace intake {
namespace {

/// Percent: the texts that cells share come first, then the sheet.
constexpr int kTextsRead = 40;

tl::unexpected<core::Error> unreadable(const char* why, std::vector<core::Mistake> mistakes = {}) {
  return tl::unexpected<core::Error>(
      {core::Failure::bad_input, std::string("The workbook cannot be read: ") + why,
       "Open it in a spreadsheet program and save it again, or save it as CSV.",
       std::move(mistakes)});
}

std::string attribute(const XmlEvents::Attributes& attributes, std::string_view name) {
  const auto at = attributes.find(name);
  return at == attributes.end() ? std::string() : at->second;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// `BC12` → 54, counting from 0; none if it names no column.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z';
       ++letters) {
    if (letters == 3) return std::nullopt;
    column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
  }
  if (letters == 0) return std::nullopt;
  return column - 1;
}

/// `1234.0` is how some programs save 1234.
std::string number_text(std::string text) {
  const auto dot = text.find('.');
  if (dot != std::string::npos && text.find_first_not_of('0', dot + 1) == std::string::npos) {
    text.resize(dot);
  }
  return text;
}

/// Texts that cells refer to by number; phonetic hints left out.
class SharedTexts {
 public:
  core::Result<void> read(std::string_view document, const ReadProgress& progress) {
    XmlEvents events;
    events.progress = [&](int percent) { return goes_on(progress, percent, 0); };
    events.start = [this](std::string_view element, const auto&) {
      if (element == "si") texts_.emplace_back();
      if (element == "rPh") ++hints_;
      inside_ = element == "t" && hints_ == 0 && !texts_.empty();
    };
    events.end = [this](std::string_view element) {
      if (element == "rPh") --hints_;
      inside_ = false;
    };
    events.text = [this](std::string_view text) {
      if (inside_) texts_.back() += text;
    };
    return read_xml(document, events);
  }
  [[nodiscard]] const std::string* find(std::string_view index) const {
    const auto number = number_in(index);
    return number && *number < texts_.size() ? &texts_[*number] : nullptr;
  }

 private:
  std::vector<std::string> texts_;
  int hints_ = 0;
  bool inside_ = false;
};

class Sheet {
 public:
  Sheet(const SharedTexts& shared, const DayStyles& days, bool from_1904)
      : shared_(shared), days_(days), from_1904_(from_1904) {}

  core::Result<Table> read(std::string_view document, const ReadProgress& progress) {
    XmlEvents events;
    events.progress = [&](int percent) { return goes_on(progress, percent, table_.rows.size()); };
    events.start = [this](std::string_view element, const auto& attributes) {
      start(element, attributes);
    };
    events.end = [this](std::string_view element) { end(element); };
    events.text = [this](std::string_view text) {
      if (inside_) value_ += text;
    };
    events.enough = [this] { return too_much_ || wrong_ || !uncounted_.empty(); };
    if (auto done = read_xml(document, events); !done) return tl::unexpected(done.error());
    if (too_much_) return unreadable("it is far longer than a list of people is.");
    if (wrong_) return unreadable("a cell refers to a text that is not there.");
    if (!uncounted_.empty()) return unreadable("a formula was never worked out.", uncounted_);
    return std::move(table_);
  }

 private:
  void start(std::string_view element, const XmlEvents::Attributes& attributes) {
    if (element == "row") {
      const auto number = number_in(attribute(attributes, "r"));
      line_ = number && *number > 0 && *number < 10'000'000 ? static_cast<int>(*number) : line_ + 1;
      row_ = {line_, {}};
    } else if (element == "c") {
      column_ = column_of(attribute(attributes, "r")).value_or(row_.cells.size());
      type_ = attribute(attributes, "t");
      style_ = attribute(attributes, "s");
      value_.clear();
      formula_ = has_value_ = false;
    }
    formula_ = formula_ || element == "f";
    has_value_ = has_value_ || element == "v";
    inside_ = element == "v" || (element == "t" && type_ == "inlineStr");
  }

  void end(std::string_view element) {
    inside_ = false;
    if (element == "c") end_cell();
    if (element == "row") end_row();
  }

  void end_cell() {
    if (column_ >= kMaxColumns) return;
    if (formula_ && !has_value_) {
      uncounted_ = {{line_, "", "has a formula without its value, which reads as an empty cell"}};
    }
    if (value_.empty()) return;
    if (type_ == "s") {
      const std::string* text = shared_.find(value_);
      wrong_ = text == nullptr;
      if (wrong_) return;
      value_ = *text;
    } else if (type_ == "b") {
      value_ = value_ == "1" ? "true" : "false";
    } else if (type_.empty() || type_ == "n") {
      const auto day = days_.shows_day(style_) ? day_text(value_, from_1904_) : std::nullopt;
      value_ = day ? *day : number_text(value_);
    } else if (type_ == "e") {
      value_.clear();
    }
    if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
    row_.cells[column_] = trimmed(value_);
  }

  void end_row() {
    const bool empty = std::all_of(row_.cells.begin(), row_.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (empty) return;
    if (table_.headings.empty()) {
      table_.headings = std::move(row_.cells);
      table_.heading_line = row_.line;
    } else {
      table_.rows.push_back(std::move(row_));
      too_much_ = table_.rows.size() > kMaxRows;
    }
  }

  const SharedTexts& shared_;
  const DayStyles& days_;
  const bool from_1904_;
  Table table_;
  Row row_;
  int line_ = 0;
  std::size_t column_ = 0;
  std::string type_;
  std::string style_;
  std::string value_;
  bool formula_ = false;
  bool has_value_ = false;  ///< an empty one counts
  bool inside_ = false;
  bool too_much_ = false;
  bool wrong_ = false;
  std::vector<core::Mistake> uncounted_;
};

struct Workbook {
  std::string sheet = "xl/worksheets/sheet1.xml";  ///< where the first one lies in the archive
  bool from_1904 = false;                          ///< how its days are counted
};

core::Result<Workbook> workbook_of(Archive& archive) {
  Workbook found;
  const auto workbook = archive.read("xl/workbook.xml");
  if (!workbook) return tl::unexpected(workbook.error());
  if (!*workbook) return unreadable("it is no Excel workbook.");
  std::string relation;
  XmlEvents events;
  events.start = [&](std::string_view element, const auto& attributes) {
    if (element == "sheet" && relation.empty()) relation = attribute(attributes, "id");
    const std::string from_1904 = attribute(attributes, "date1904");
    if (element == "workbookPr") found.from_1904 = from_1904 == "1" || from_1904 == "true";
  };
  events.end = [](std::string_view) {};
  events.text = [](std::string_view) {};
  if (auto done = read_xml(**workbook, events); !done) return tl::unexpected(done.error());
  const auto relations = archive.read("xl/_rels/workbook.xml.rels");
  if (!relations) return tl::unexpected(relations.error());
  if (!*relations) return found;
  std::string target;
  events.start = [&](std::string_view element, const auto& attributes) {
    if (element == "Relationship" && attribute(attributes, "Id") == relation) {
      target = attribute(attributes, "Target");
    }
  };
  if (auto done = read_xml(**relations, events); !done) return tl::unexpected(done.error());
  if (!target.empty()) found.sheet = target.front() == '/' ? target.substr(1) : "xl/" + target;
  return found;
}

core::Progress unpacking(const ReadProgress& progress) {
  return [&progress](int percent) { return goes_on(progress, percent, 0); };
}

}  // namespace

bool looks_like_xlsx(std::string_view bytes) { return bytes.substr(0, 4) == "PK\x03\x04"; }

core::Result<Table> read_xlsx(std::string_view bytes, const ReadProgress& progress) {
  auto archive = Archive::open(bytes, 4 * kMaxFileBytes);
  if (!archive) return tl::unexpected(archive.error());
  const auto workbook = workbook_of(*archive);
  if (!workbook) return tl::unexpected(workbook.error());
  const ReadProgress of_texts = part_of(progress, 0, kTextsRead);
  const ReadProgress of_sheet = part_of(progress, kTextsRead, 100);
  SharedTexts shared;
  const auto texts = archive->read("xl/sharedStrings.xml", unpacking(of_texts));
  if (!texts) return tl::unexpected(texts.error());
  if (*texts) {
    if (auto done = shared.read(**texts, of_texts); !done) return tl::unexpected(done.error());
  }
  DayStyles days;
  const auto styles = archive->read("xl/styles.xml", unpacking(of_texts));
  if (!styles) return tl::unexpected(styles.error());
  if (*styles) {
    if (auto done = days.read(**styles); !done) return tl::unexpected(done.error());
  }
  const auto sheet = archive->read(workbook->sheet, unpacking(of_sheet));
  if (!sheet) return tl::unexpected(sheet.error());
  if (!*sheet) return unreadable("its first sheet is missing.");
  return Sheet(shared, days, workbook->from_1904).read(**sheet, of_sheet);
}

}  // namespace intake
