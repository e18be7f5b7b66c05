#include "ui/frame_record.h"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;
using testing::Not;

ui::Widget widget(std::string id, std::string label) {
  ui::Widget w;
  w.id = std::move(id);
  w.label = std::move(label);
  w.rect = {1, 2, 30, 40};
  return w;
}

TEST(FrameRecord, FindsByIdAndNeverByNone) {
  ui::FrameRecord record{"welcome", {widget("", "text"), widget("register", "Reģistrēties")}, {}};
  ASSERT_NE(record.find("register"), nullptr);
  EXPECT_EQ(record.find("register")->label, "Reģistrēties");
  EXPECT_EQ(record.find("gone"), nullptr);
  EXPECT_EQ(record.find(""), nullptr);
}

TEST(FrameRecord, IsOneJsonObjectALine) {
  auto chosen = widget("town:linz", "Say \"Linz\"\n");
  chosen.checked = chosen.is_target = true;
  const std::string lines = ui::to_json_lines({"where", {chosen}, {}});
  EXPECT_EQ(lines,
            "{\"screen\":\"where\"}\n"
            "{\"id\":\"town:linz\",\"role\":\"text\",\"label\":\"Say \\\"Linz\\\"\\u000a\","
            "\"rect\":[1,2,30,40],\"state\":[\"checked\",\"target\"]}\n");
}

TEST(FrameRecord, LeavesPersonalLabelsOutOfFiles) {
  auto name = widget("name", "Ilze Bērziņa");
  name.personal = true;
  EXPECT_THAT(ui::to_json_lines({"check", {name}, {}}), Not(HasSubstr("Ilze")));
}

}  // namespace
