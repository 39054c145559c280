package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.steadyflow.telemetry.journal.Damage;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.JournalVerifier;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code pump journal}: reads a pump's journal for people, or verifies it. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = {
            "Read the journal of a pump, oldest line first, or verify its hash chain.",
            "Exit code 0: whole; 1: damaged, with each place named; 2: there is no journal.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump journal data/pump-1",
            "  pump journal data/pump-1 --event alarm --last 20",
            "  pump journal data/pump-1 --verify"
        })
final class JournalCommand implements Callable<Integer> {
    private static final int READ_AT_ONCE = 1_000;
    /** What stands in front of the event's own fields, and what guards the line. */
    private static final List<String> FRAME =
            List.of("schema", "pump", "seq", "boot", "monotonic_ms", "wall", "event", "prev", "crc");

    private static final int LONGEST_VALUE = 80;

    @Parameters(paramLabel = "DIR", description = "A pump's data folder, or the journal folder in it.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path folder;

    @Option(names = "--verify", description = "Check every line, the chain and the numbering instead of printing them.")
    private boolean verify;

    @Option(names = "--event", paramLabel = "TEXT", description = "Only events whose name contains this, in any case.")
    private @Nullable String event;

    @Option(names = "--from", paramLabel = "SEQ", description = "Begin with this line (default: ${DEFAULT-VALUE}).")
    private long from = 1;

    @Option(names = "--last", paramLabel = "N", description = "Only the last N lines that match.")
    private int last = Integer.MAX_VALUE;

    @Option(names = "--raw", description = "Print the lines as they stand in the file.")
    private boolean raw;

    @Override
    public Integer call() throws IOException {
        Path journal = Files.isDirectory(folder.resolve("journal")) ? folder.resolve("journal") : folder;
        if (!Files.isDirectory(journal)) {
            System.err.println("DIR: " + folder + " is not a folder; name a pump's data folder");
            return ExitCode.BAD_INPUT;
        }
        if (last < 1) {
            System.err.println("--last: must be 1 or more, not " + last);
            return ExitCode.BAD_INPUT;
        }
        Storage storage = FileStorage.readOnly(journal);
        boolean isJournal = storage.names().stream().anyMatch(name -> name.startsWith("journal-"));
        if (!isJournal) {
            System.err.println("DIR: " + journal + " holds no journal");
            return ExitCode.BAD_INPUT;
        }
        return verify ? verify(storage) : print(storage);
    }

    private static int verify(Storage storage) throws IOException {
        JournalVerifier.Report report = JournalVerifier.verify(storage);
        System.out.println(report.lines() + " lines, " + report.firstSeq() + " to " + report.lastSeq()
                + (report.isWhole() ? ": the chain is whole" : ": the chain is broken"));
        report.breaks().forEach(System.out::println);
        return report.isWhole() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private int print(Storage storage) throws IOException {
        ArrayDeque<String> kept = new ArrayDeque<>();
        int exit = ExitCode.OK;
        try (JournalReader reader = JournalReader.from(storage, from)) {
            List<JournalItem> items = reader.read(READ_AT_ONCE);
            while (!items.isEmpty()) {
                for (JournalItem item : items) {
                    switch (item) {
                        case JournalLine line -> keep(kept, line);
                        case Damage damage -> {
                            exit = ExitCode.NOT_AS_EXPECTED;
                            kept.add("-- " + damage);
                        }
                    }
                }
                items = reader.read(READ_AT_ONCE);
            }
        }
        kept.forEach(System.out::println);
        return exit;
    }

    private void keep(ArrayDeque<String> kept, JournalLine line) {
        JsonNode json = Json.MAPPER.readTree(line.text());
        String name = json.path("event").asString("");
        boolean wanted = event == null || name.contains(event.toUpperCase(Locale.ROOT));
        if (!wanted) {
            return;
        }
        kept.add(raw ? line.text() : forPeople(json, name));
        boolean tooMany = kept.size() > last;
        if (tooMany) {
            kept.remove();
        }
    }

    private static String forPeople(JsonNode json, String name) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%6d  %s  %-20s",
                json.path("seq").asLong(),
                json.path("wall").asString(""),
                name));
        Iterator<String> fields = json.propertyNames().iterator();
        while (fields.hasNext()) {
            String field = fields.next();
            if (!FRAME.contains(field)) {
                text.append("  ").append(field).append('=').append(shortened(json.path(field)));
            }
        }
        return text.toString();
    }

    private static String shortened(JsonNode value) {
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
