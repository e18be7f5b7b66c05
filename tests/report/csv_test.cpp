#include "report/csv.h"

#include <gtest/gtest.h>

namespace {

using report::csv_cell;

TEST(CsvCell, PlainTextStaysAsItIs) {
  for (const char* text :
       {"", "Anna", "Bērziņš", "A-0001", "2019-03-12T09:02:11+02:00", "O'Neill"}) {
    EXPECT_EQ(csv_cell(text), text);
  }
}

TEST(CsvCell, SeparatorsQuotesAndLineBreaksAreQuoted) {
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a;b"), "\"a;b\"");
  EXPECT_EQ(csv_cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csv_cell("a\r\nb"), "\"a\r\nb\"");
  EXPECT_EQ(csv_cell(" a"), "\" a\"");
}

TEST(CsvCell, NoCellStartsAFormula) {
  for (const char* start : {"=",       "+",       "-",       "@",       "\t",     "\r",
                            "\n",      " =",      "  +",     "\"=",     "'=",     "\"'-",
                            "\u00A0@", "\uFEFF=", "\u200B=", "\u3000=", "\uFF1D", "\uFF0B",
                            "\uFF0D",  "\uFF20",  " \t=",    "\" \n"}) {
    const std::string cell = csv_cell(std::string(start) + "1");
    EXPECT_TRUE(cell.starts_with('\'') || cell.starts_with("\"'")) << cell;
    EXPECT_TRUE(report::starts_formula(start)) << start;
  }
}

TEST(CsvCell, WhatOnlyHoldsASignIsNoFormula) {
  for (const char* text :
       {"", " ", "\"", "A=1", "Anna-Marija", "a@b.example", "\"Anna\" =1", "1+1"}) {
    EXPECT_FALSE(report::starts_formula(text)) << text;
  }
}

}  // namespace
