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

TEST(CsvCell, NothingUnseenHidesAFormula) {
  for (const char* unseen :
       {"\u0085", "\u00A0", "\u00AD", "\u1680", "\u180E", "\u2003", "\u200B",
        "\u200E", "\u2028", "\u202E", "\u202F", "\u2060", "\u2066", "\u3000",
        "\uFE0F", "\uFEFF", "\v",     "\f",     "\x01",   "\x7F",   " \u2003\u202E \u0085"}) {
    for (const char* start : {"=", "+", "-", "@", "\uFF1D"}) {
      const std::string text = std::string(unseen) + start + "1";
      EXPECT_TRUE(report::starts_formula(text)) << text;
      const std::string cell = csv_cell(text);
      EXPECT_TRUE(cell.starts_with('\'') || cell.starts_with("\"'")) << cell;
    }
    EXPECT_FALSE(report::starts_formula(std::string(unseen) + "Anna")) << unseen;
  }
  EXPECT_FALSE(report::starts_formula("\xFF=1")) << "not UTF-8";
}

TEST(CsvCell, WhatOnlyHoldsASignIsNoFormula) {
  for (const char* text :
       {"", " ", "\"", "A=1", "Anna-Marija", "a@b.example", "\"Anna\" =1", "1+1"}) {
    EXPECT_FALSE(report::starts_formula(text)) << text;
  }
}

}  // namespace
