package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
        spec.name(program.name()).mixinStandardHelpOptions(true);
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
                .description("Only check the configuration, and say what is wrong with it.")
                .build());
        for (Setting setting : program.settings()) {
            spec.addOption(OptionSpec.builder("--" + setting.name())
                    .paramLabel(setting.kind().name())
                    .type(String.class)
                    .description(setting.about()
                            + setting.standard()
                                    .map(value -> " Default: " + value + ".")
                                    .orElse(""))
                    .build());
        }
    }

    @Override
    public Integer call() {
        try {
            ParseResult parsed = spec.commandLine().getParseResult();
            Optional<Path> named = Optional.ofNullable(parsed.matchedOptionValue(CONFIG, (Path) null));
            Given given =
                    Given.of(program.settings(), named.orElse(standardFile()), named.isEmpty(), onCommandLine(parsed));
            if (parsed.hasMatchedOption(CHECK)) {
                spec.commandLine().getOut().println("The configuration of " + program.name() + " is good.");
                return ExitCode.OK;
            }
            return program.action().run(given, spec.commandLine().getOut());
        } catch (BadSettingsException e) {
            return failed(ExitCode.BAD_INPUT, e);
        } catch (IOException e) {
            return failed(ExitCode.NOT_STARTED, e);
        }
    }

    private Path standardFile() {
        return ETC.resolve(program.config());
    }

    private Map<String, String> onCommandLine(ParseResult parsed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting setting : program.settings()) {
            String option = "--" + setting.name();
            if (parsed.hasMatchedOption(option)) {
                given.put(setting.name(), parsed.matchedOptionValue(option, ""));
            }
        }
        return given;
    }

    private int failed(int code, Exception why) {
        String said = String.valueOf(why.getMessage());
        for (String line : said.split("\n", -1)) {
            spec.commandLine().getErr().println("steadyflow " + program.name() + ": " + line);
        }
        return code;
    }
}
