package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.order.Finding;
import org.steadyflow.telemetry.order.Imported;
import org.steadyflow.telemetry.order.OrderImport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pump order}: clinicians' orders. */
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description = "Bring a clinician's order into the form of a prescription.",
        footer = {"", "Examples:", "  pump order import docs/examples/orders/dopamine.json"},
        subcommands = OrderCommand.Import.class)
final class OrderCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: pump order import FILE");
    }

    /** {@code pump order import}: a FHIR resource into a draft. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Turn a FHIR MedicationRequest, or a NutritionOrder's enteral formula, into a draft of a prescription.",
                "What the draft lacks, cannot express or asks to be confirmed is listed on standard error by its FHIR",
                "path. Exit code 0: the draft is complete; 1: something is open, and no pump accepts the draft as it",
                "is; 2: the file is no such resource.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  pump order import docs/examples/orders/dopamine.json",
                "  pump order import docs/examples/orders/vancomycin.xml --library library.json --out draft.json"
            })
    static final class Import implements Callable<Integer> {
        /** One byte more than is taken, so that what is too long is seen to be. */
        private static final int LIMIT_BYTES = OrderImport.LIMIT_BYTES + 1;

        @Parameters(
                paramLabel = "FILE",
                description = "FHIR R4 or R5, JSON or XML, alone or in a Bundle; at most 5 MiB.")
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private Path file;

        @Option(names = "--library", paramLabel = "FILE", description = "Drug library that should have the drug.")
        private @Nullable Path library;

        @Option(
                names = "--out",
                paramLabel = "PRESCRIPTION",
                description = "Write the draft there instead of to standard output.")
        private @Nullable Path out;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            try {
                return switch (OrderImport.read(bytes(file))) {
                    case Imported.Refused refused -> refuse(file, refused.why());
                    case Imported.Draft draft -> finish(draft);
                };
            } catch (UnusableException e) {
                return refuse(e.file, String.valueOf(e.getMessage()));
            }
        }

        private int finish(Imported.Draft draft) throws UnusableException {
            CommandLine line = spec.commandLine();
            List<String> unknown = unknownDrug(draft.prescription());
            List<String> problems = problems(draft.prescription());
            write(draft.prescription());
            draft.findings().forEach(finding -> line.getErr().println(lead(finding.kind()) + finding));
            unknown.forEach(line.getErr()::println);
            if (draft.isComplete()) {
                problems.forEach(problem -> line.getErr().println("the pump     " + problem));
            }
            boolean isDone = draft.isComplete() && problems.isEmpty() && unknown.isEmpty();
            line.getErr()
                    .println(
                            isDone
                                    ? "complete     a pharmacist reads and signs it"
                                    : "open         a pharmacist completes it; no pump accepts it as it is");
            line.getErr().flush();
            return isDone ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
        }

        private static String lead(Finding.Kind kind) {
            return switch (kind) {
                case MISSING -> "missing      ";
                case NOT_EXPRESSED -> "not used     ";
                case CONFIRM -> "confirm      ";
                case NOTE -> "note         ";
            };
        }

        private int refuse(Path which, String why) {
            spec.commandLine().getErr().println(which + ": " + why);
            return ExitCode.BAD_INPUT;
        }

        /** The reader of the pump is the judge of a draft that says that it is complete. */
        private static List<String> problems(ObjectNode draft) {
            return switch (PrescriptionReader.read(draft.toString().getBytes(StandardCharsets.UTF_8))) {
                case Reading.Accepted _ -> List.of();
                case Reading.Refused refused ->
                    refused.problems().stream().map(Object::toString).toList();
            };
        }

        /** What to say where a library is given and does not have the drug by this name. */
        private List<String> unknownDrug(ObjectNode draft) throws UnusableException {
            Path given = library;
            if (given == null) {
                return List.of();
            }
            String drug = draft.path("drug").path("name").asString("");
            JsonNode entries = tree(given).path("entries");
            if (!entries.isArray()) {
                throw new UnusableException(given, "it is no drug library: it has no entries");
            }
            boolean isKnown = entries.valueStream()
                    .anyMatch(entry -> entry.path("drug").asString("").equalsIgnoreCase(drug));
            return isKnown ? List.of() : List.of("library      has no drug named \"" + drug + "\"");
        }

        private static JsonNode tree(Path library) throws UnusableException {
            try {
                return Json.MAPPER.readTree(bytes(library));
            } catch (JacksonException e) {
                throw new UnusableException(library, "it is no JSON that can be read");
            }
        }

        private void write(ObjectNode draft) throws UnusableException {
            String text = draft.toPrettyString() + "\n";
            Path to = out;
            if (to == null) {
                spec.commandLine().getOut().print(text);
                spec.commandLine().getOut().flush();
                return;
            }
            try {
                Files.writeString(to, text);
            } catch (IOException e) {
                throw new UnusableException(to, "it cannot be written: " + Complaints.sentence(e));
            }
        }

        private static byte[] bytes(Path file) throws UnusableException {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(LIMIT_BYTES);
            } catch (NoSuchFileException e) {
                throw new UnusableException(file, "there is no such file");
            } catch (IOException e) {
                throw new UnusableException(file, "it cannot be read: " + Complaints.sentence(e));
            }
        }
    }

    /** A file that cannot be read or written. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Path file;

        UnusableException(Path file, String why) {
            super(why);
            this.file = file;
        }
    }
}
