package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `syngate settings …`.
@Command(
        name = "settings",
        description =
                "Where the gateway listens, how it reaches providers, how long records are kept, how the program starts.",
        subcommands = {SettingsCommands.Show.class, SettingsCommands.Change.class})
final class SettingsCommands extends Branch {
    @Command(name = "show", description = "Show the settings of the data directory.")
    static final class Show extends Leaf {
        @Override
        public void run() {
            one("GET", "settings", Session.nothing());
        }
    }

    @Command(
            name = "set",
            description = "Change settings for good; only what is given changes.",
            customSynopsis = "syngate settings set [OPTIONS]",
            footer = "A running gateway moves at once; calls that run may end.")
    static final class Change extends Leaf {
        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "0 to 65535, usually 7960; 0 takes a free port.")
        private @Nullable String port;

        @Option(
                names = "--bind",
                paramLabel = "ADDRESS",
                description = "127.0.0.1 for this computer only, 0.0.0.0 for its networks too.")
        private @Nullable String bind;

        @Option(
                names = "--retention-days",
                paramLabel = "N",
                description = "Keep records of requests for 1 to 36500 days; usually 90.")
        private @Nullable String days;

        @Option(
                names = "--retention-records",
                paramLabel = "N",
                description = "Keep 1 to 1000000000 records of requests; usually 1000000.")
        private @Nullable String records;

        @Option(
                names = "--response-days",
                paramLabel = "N",
                description =
                        "Keep responses that callers may name later for 1 to 36500 days; usually 30.")
        private @Nullable String responseDays;

        @Option(
                names = "--responses-kept",
                paramLabel = "N",
                description = "Keep 1 to 1000000 responses; usually 10000.")
        private @Nullable String responses;

        @Option(
                names = "--responses-mib",
                paramLabel = "N",
                description = "Keep 1 to 100000 MiB of responses; usually 256.")
        private @Nullable String responsesMib;

        @Option(
                names = "--largest-response-mib",
                paramLabel = "N",
                description =
                        "Keep no response larger than 1 to 64 MiB, with what led to it; usually 8.")
        private @Nullable String largestResponse;

        @Option(
                names = "--sticky-conversations",
                paramLabel = "on|off",
                description = "Whether a conversation stays at one provider among equals.")
        private @Nullable String sticky;

        @Option(
                names = "--hedge-after",
                paramLabel = "MS",
                description =
                        "Ask a second route too when the first is silent for 10 to 600000 milliseconds; or off, which is usual. Both may cost.")
        private @Nullable String hedgeAfter;

        @Option(
                names = "--probes",
                paramLabel = "KIND",
                description =
                        "What providers that failed are asked to see whether they are back: off, free (their list of models), or paid (also up to 64 tokens of the model that failed, each time).")
        private @Nullable String probes;

        @Option(
                names = "--start-at-login",
                paramLabel = "on|off",
                description = "Whether the program starts when you log in.")
        private @Nullable String atLogin;

        @Option(
                names = "--start-hidden",
                paramLabel = "on|off",
                description = "Whether a start at login shows no window.")
        private @Nullable String hidden;

        @Option(
                names = "--keep-running",
                paramLabel = "on|off",
                description = "Whether the gateway goes on when the window is closed.")
        private @Nullable String keepRunning;

        @Option(
                names = "--check-updates",
                paramLabel = "on|off",
                description = "Whether newer versions are looked for once a day.")
        private @Nullable String checkUpdates;

        @Option(
                names = "--update-url",
                description = "Where versions are announced; an empty text: where the build says.",
                paramLabel = "URL")
        private @Nullable String updateUrl;

        @Option(
                names = "--update-key",
                description = "What announcements are signed with: an Ed25519 key in base64.",
                paramLabel = "KEY")
        private @Nullable String updateKey;

        @Option(
                names = "--proxy",
                description =
                        "How providers are reached: none, system, http://host:port or socks5://host:port.",
                paramLabel = "PROXY")
        private @Nullable String proxy;

        @Option(
                names = "--proxy-env",
                paramLabel = "VAR",
                description = "Read the proxy from a variable, where it holds a password.")
        private @Nullable String proxyVariable;

        @Option(
                names = "--ca-file",
                paramLabel = "FILE",
                description = "A PEM file of authorities to trust besides the usual ones; or none.")
        private @Nullable String caFile;

        @Option(
                names = "--secret-store",
                paramLabel = "STORE",
                description = "Where the key of stored credentials is: keychain, or file.")
        private @Nullable String secretStore;

        @Option(
                names = "--daily-backups",
                paramLabel = "on|off",
                description = "Whether a backup is made each day; usually on.")
        private @Nullable String dailyBackups;

        @Option(
                names = "--backups-kept",
                paramLabel = "N",
                description = "How many automatic backups stay, 1 to 365; usually 10.")
        private @Nullable String backupsKept;

        @Option(
                names = "--backup-hour",
                paramLabel = "HOUR",
                description = "The hour of the day in which they are made, 0 to 23; or any.")
        private @Nullable String backupHour;

        @Override
        public void run() {
            String secretProxy =
                    SecretOptions.read(session().terminal(), false, proxyVariable, "proxy");
            Body body =
                    new Body()
                            .number("port", port)
                            .text("bind", bind)
                            .number("retention_days", days)
                            .number("retention_records", records)
                            .number("response_days", responseDays)
                            .number("responses_kept", responses)
                            .number("responses_mib", responsesMib)
                            .number("largest_response_mib", largestResponse)
                            .onOff("sticky_conversations", sticky)
                            .number("hedge_after_ms", hedgeAfter)
                            .text("probes", probes)
                            .onOff("start_at_login", atLogin)
                            .onOff("start_hidden", hidden)
                            .onOff("keep_running", keepRunning)
                            .onOff("check_updates", checkUpdates)
                            .text("update_url", updateUrl)
                            .text("update_key", updateKey)
                            .text("proxy", secretProxy == null ? proxy : secretProxy)
                            .text("ca_file", ProviderOptions.wholeUnlessNone(caFile, "--ca-file"))
                            .text("secret_store", secretStore)
                            .onOff("daily_backups", dailyBackups)
                            .number("backups_kept", backupsKept)
                            .number("backup_hour", backupHour);
            one("PATCH", "settings", body.json());
        }
    }
}
