// Rows on their way into a file: typed cells, and what writes them as CSV, JSON or a spreadsheet.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace report {

struct Column {
  std::string name;
  int width = 12;  ///< characters, in a spreadsheet
};

/// Nothing known, text (a view lives as long as its row is visited), number, flag, moment or local
/// day.
using Cell = std::variant<std::monostate, std::string_view, std::string, std::int64_t, bool,
                          core::Instant, core::Day>;
using Row = std::vector<Cell>;
using VisitRow = std::function<void(const Row&)>;

/// Writes a table to a stream, a row at a time, in the same memory however many there are. A failed
/// row is told by `finish`, without which the file is not whole.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  virtual void add(const Row& row) = 0;
  virtual core::Result<void> finish() = 0;
};

struct TableForm {
  std::string name;  ///< of the sheet
  const std::vector<Column>* columns = nullptr;
  core::Zone zone;                  ///< of the moments
  std::filesystem::path scratch{};  ///< a private folder for what a spreadsheet needs meanwhile
};

/// RFC 4180: UTF-8 without a mark, CRLF, first the names. No cell is read as a formula.
std::unique_ptr<TableWriter> csv_writer(const TableForm& form, std::ostream& out);
/// One array of objects, a row a line.
std::unique_ptr<TableWriter> json_writer(const TableForm& form, std::ostream& out);
/// Office Open XML: typed cells, dates in the zone's time, a frozen header with a filter. A sheet
/// that is full goes on in a next one.
std::unique_ptr<TableWriter> xlsx_writer(const TableForm& form, std::ostream& out);

/// `storage`: whatever the stream leads to took no more.
core::Error cannot_write_on();

}  // namespace report
