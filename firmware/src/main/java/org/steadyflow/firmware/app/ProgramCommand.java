package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.steadyflow.firmware.control.Sentences;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Makes a subcommand of a program: an option for each setting, one for the file, and one that only checks. */
final class ProgramCommand implements Callable<Integer> {
    static final Path ETC = Path.of("/etc/steadyflow");
    private static final String CONFIG = "--config";
    private static final String CHECK = "--check";

    private final Program program;
    private final CommandSpec spec;

    private ProgramCommand(Program program) {
        this.program = program;
        this.spec = CommandSpec.wrapWithoutInspection(this);
    }

    static CommandSpec of(Program program) {
        ProgramCommand command = new ProgramCommand(program);
        command.describe();
        return command.spec;
    }

    private void describe() {
        spec.name(program.name()).mixinStandardHelpOptions(true).versionProvider(new Version());
        spec.usageMessage()
                .description(program.about().toArray(String[]::new))
                .abbreviateSynopsis(true)
                .sortOptions(false);
        spec.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Configuration file (default: " + standardFile() + ").")
                .build());
        spec.addOption(OptionSpec.builder(CHECK)
                .arity("0")
                .type(boolean.class)
                .description("Only check the configuration and the files it names, and say all that is wrong.")
                .build());
        program.settings().forEach(this::describe);
    }

    private void describe(Setting setting) {
        String label = setting.kind().name();
        if (setting.isArgument()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .index("0")
                    .arity("1")
                    .paramLabel(setting.name().toUpperCase(Locale.ROOT))
                    .type(String.class)
                    .description(setting.about())
                    .build());
        } else {
            String standard =
                    setting.standard().map(value -> " Default: " + value + ".").orElse("");
            spec.addOption(OptionSpec.builder("--" + setting.name())
                    .paramLabel(label)
                    .type(String.class)
                    .description(setting.about() + standard)
                    .build());
        }
    }

    @Override
    public Integer call() {
        try {
            ParseResult parsed = spec.commandLine().getParseResult();
            Optional<Path> named = Optional.ofNullable(parsed.matchedOptionValue(CONFIG, (Path) null));
            Given.Reading read =
                    Given.read(program, named.orElse(standardFile()), named.isEmpty(), onCommandLine(parsed));
            return parsed.hasMatchedOption(CHECK)
                    ? check(read)
                    : program.action().run(read.require(), spec.commandLine().getOut());
        } catch (BadSettingsException e) {
            return failed(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(ExitCode.NOT_STARTED, Sentences.of(e));
        }
    }

    private int check(Given.Reading read) throws BadSettingsException {
        List<String> faults = new ArrayList<>(read.faults());
        faults.addAll(program.check().faults(read.given()));
        if (!faults.isEmpty()) {
            throw new BadSettingsException(faults);
        }
        spec.commandLine().getOut().println("The configuration of " + program.name() + " is good.");
        return ExitCode.OK;
    }

    private Path standardFile() {
        return ETC.resolve(program.config());
    }

    private Map<String, String> onCommandLine(ParseResult parsed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting setting : program.settings()) {
            value(parsed, setting)
                    .ifPresent(value -> given.put(setting.name(), setting.kind().spelled(value)));
        }
        return given;
    }

    private static Optional<String> value(ParseResult parsed, Setting setting) {
        if (setting.isArgument()) {
            return Optional.of(parsed.matchedPositionalValue(0, ""));
        }
        String option = "--" + setting.name();
        return parsed.hasMatchedOption(option) ? Optional.of(parsed.matchedOptionValue(option, "")) : Optional.empty();
    }

    private int failed(int code, String said) {
        for (String line : said.split("\n", -1)) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + line);
        }
        return code;
    }
}
