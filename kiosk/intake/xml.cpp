#include "intake/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace intake {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kChunk = std::size_t{256} << 10U;

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') == std::string_view::npos ? 0 : whole.find(':') + 1);
}

struct Reading {
  XML_Parser parser;
  const XmlEvents* events;
  int depth = 0;
  bool refused = false;
  bool enough = false;

  void stop() const { XML_StopParser(parser, XML_FALSE); }
};

void on_start(void* self, const char* name, const char** attributes) {
  auto& reading = *static_cast<Reading*>(self);
  if (++reading.depth > kDeepest) {
    reading.refused = true;
    return reading.stop();
  }
  XmlEvents::Attributes all;
  for (; attributes[0] != nullptr; attributes += 2) {
    all.emplace(local_name(attributes[0]), attributes[1]);
  }
  reading.events->start(local_name(name), all);
}

void on_end(void* self, const char* name) {
  auto& reading = *static_cast<Reading*>(self);
  --reading.depth;
  reading.events->end(local_name(name));
  if (reading.events->enough && reading.events->enough()) {
    reading.enough = true;
    reading.stop();
  }
}

void on_text(void* self, const char* text, int size) {
  static_cast<Reading*>(self)->events->text({text, static_cast<std::size_t>(size)});
}

void on_document_type(void* self, const char*, const char*, const char*, int) {
  auto& reading = *static_cast<Reading*>(self);
  reading.refused = true;
  reading.stop();
}

tl::unexpected<core::Error> unreadable(const char* why) {
  return core::fail(core::Failure::bad_input, std::string("The workbook cannot be read: ") + why,
                    "Open it in a spreadsheet program and save it again, or save it as CSV.");
}

}  // namespace

core::Result<void> read_xml(std::string_view document, const XmlEvents& events) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate(nullptr), &XML_ParserFree);
  Reading reading{parser.get(), &events};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), &on_start, &on_end);
  XML_SetCharacterDataHandler(parser.get(), &on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), &on_document_type);
  for (std::size_t at = 0; at <= document.size(); at += kChunk) {
    const auto chunk = document.substr(at, kChunk);
    if (!core::goes_on(events.progress, static_cast<int>(at * 100 / (document.size() + 1)))) {
      return core::stopped();
    }
    const bool last = at + kChunk > document.size();
    const auto parsed = XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), last);
    if (reading.enough) return {};
    if (reading.refused) return unreadable("its XML declares what no workbook declares.");
    if (parsed != XML_STATUS_OK) return unreadable("its XML is damaged.");
  }
  return {};
}

}  // namespace intake
