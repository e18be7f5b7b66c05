// What this program frees is overwritten first: names that were typed at a public terminal do not
// stay readable in its memory. Strings of the libraries written in C++ are included; what C
// libraries allocate is not.
//
// The sanitizers bring memory functions of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <malloc.h>
#include <string.h>

#include <cstdlib>
#include <new>

namespace {

void wipe_and_free(void* memory) noexcept {
  if (memory == nullptr) return;
  explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);  // operator new of libstdc++ is malloc
}

}  // namespace

void operator delete(void* memory) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  wipe_and_free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  wipe_and_free(memory);
}

#endif
