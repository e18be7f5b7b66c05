// `backup` and `restore`.
#include "cli/command.h"
#include "cli/several_kiosks.h"
#include "cli/terminal.h"
#include "db/backup.h"
#include "db/copies.h"
#include "db/sealed_file.h"
#include "i18n/places.h"

namespace cli {
namespace {

struct BackupOptions {
  std::filesystem::path file;
  std::string copies;  ///< `sealed`, `open`; empty: as they are
};

/// Those that the kiosk keeps by itself.
core::Result<void> treat_copies(const std::filesystem::path& folder, const std::string& how,
                                std::string_view passphrase) {
  if (how == "sealed") return db::seal_copies(folder, passphrase);
  if (how == "open") return db::leave_copies_open(folder);
  return {};
}

std::filesystem::path folder_of(const Context& context) {
  return context.data.empty() ? i18n::default_data_folder() : context.data;
}

core::Result<int> backup(Context& context, const BackupOptions& options) {
  const auto secret = read_passphrase(context);
  if (!secret) return tl::unexpected(secret.error());
  const auto done = [&] {
    PercentLine line(context);
    return db::write_backup(folder_of(context), options.file, *secret, line.progress());
  }();
  if (!done) return tl::unexpected(done.error());
  const auto treated = treat_copies(folder_of(context), options.copies, *secret);
  if (!treated) return tl::unexpected(treated.error());
  ordered_json json = {{"file", done->file.string()},
                       {"verified", true},
                       {"journal_rows", done->journal_rows},
                       {"meetings", done->meetings},
                       {"copies", db::copies_are_sealed(folder_of(context)) ? "sealed" : "open"}};
  return context.answer(json);
}

core::Result<int> restore(Context& context, const BackupOptions& options) {
  std::string secret;
  if (db::looks_sealed(options.file)) {
    auto typed = read_passphrase(context);
    if (!typed) return tl::unexpected(typed.error());
    secret = std::move(*typed);
  }
  const auto done = [&] {
    PercentLine line(context);
    return db::restore_backup(folder_of(context), options.file, secret, line.progress());
  }();
  if (!done) return tl::unexpected(done.error());
  ordered_json json = {{"restored", true},
                       {"replaced", done->replaced.string()},
                       {"journal_rows", done->journal_rows},
                       {"salvaged_rows", done->salvaged_rows},
                       {"erased_again", done->erased_again}};
  return context.answer(json);
}

}  // namespace

void add_backup_commands(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& to = add_command<BackupOptions>(
      app, context, "backup",
      "Copy the kiosk while it runs: checked, and sealed with a passphrase "
      "(KIOSK_PASSPHRASE or asked)",
      "kioskctl backup /media/usb/kiosk.backup", backup, command);
  add_target(*command, context, "file", to.file, "Where to")->required();
  command
      ->add_option(
          "--copies", to.copies,
          "From now on the copies that the kiosk keeps by itself, and those that are there: "
          "sealed with the same passphrase, or open")
      ->check(CLI::IsMember({"sealed", "open"}));
  auto& from = add_command<BackupOptions>(
      app, context, "restore",
      "Check a backup and put it in the kiosk's place; what was there is kept aside",
      "kioskctl restore /media/usb/kiosk.backup", restore, command);
  command->add_option("file", from.file, "A sealed backup, or a copy of backups/")
      ->required()
      ->type_name("FILE");
}

}  // namespace cli
