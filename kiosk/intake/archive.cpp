#include "intake/archive.h"

#include <zip.h>

#include <array>

namespace intake {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10U;

tl::unexpected<core::Error> unreadable(const char* why) {
  return core::fail(core::Failure::bad_input, std::string("The workbook cannot be read: ") + why,
                    "Open it in a spreadsheet program and save it again, or save it as CSV.");
}

using Member = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

}  // namespace

void Archive::Close::operator()(zip* archive) const { zip_discard(archive); }

core::Result<Archive> Archive::open(std::string_view bytes, std::size_t budget) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive == nullptr) return unreadable("it is no whole ZIP archive.");
  return Archive(archive, budget);
}

core::Result<std::optional<std::string>> Archive::read(const std::string& name,
                                                       const core::Progress& progress) {
  const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), 0);
  if (index < 0) return std::optional<std::string>();
  const Member member(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0),
                      &zip_fclose);
  if (!member) return unreadable("a part of it is encrypted or damaged.");
  std::string content;
  std::array<char, kChunk> chunk{};
  for (;;) {
    if (!core::goes_on(progress, 0)) return core::stopped();
    const zip_int64_t got = zip_fread(member.get(), chunk.data(), chunk.size());
    if (got < 0) return unreadable("a part of it is damaged.");
    if (got == 0) return std::optional(std::move(content));
    const auto size = static_cast<std::size_t>(got);
    if (size > budget_) return unreadable("it unpacks to far more than a list of people is.");
    budget_ -= size;
    content.append(chunk.data(), size);
  }
}

}  // namespace intake
