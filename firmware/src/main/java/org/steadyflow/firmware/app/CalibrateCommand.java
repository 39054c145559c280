package org.steadyflow.firmware.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code steadyflow calibrate}: one set's own factor, from a weighed prime or as it is printed on the set. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Work out what one set gives beside the middle of its type.",
            "Prime the set into a beaker on a balance, open end at the height of the pump, and say what left it and what",
            "the pump turned. The file holds for that set until it is taken out of the pump. Nothing moves.",
            "control.conf names the file (calibration = FILE), and control reads it when it starts: restart it, never",
            "during a therapy. On a PC with the sources this is ./pump calibrate.",
            "Exit code 0: the file is written; 1: the figures are not those of a good set; 2: bad arguments.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  sudo steadyflow calibrate --delivered-mass \"9.81 g\" --recorded \"10 mL\" --out /etc/steadyflow/set.json",
            "  sudo steadyflow calibrate --factor 1.023 --out /etc/steadyflow/set.json"
        })
final class CalibrateCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Source source;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CalibrationOptions options;

    /** Where the factor comes from. */
    static final class Source {
        @Option(names = "--factor", paramLabel = "F", description = "As printed on the set, for example 1.023.")
        private @Nullable String factor;

        @Option(
                names = "--delivered-mass",
                paramLabel = "MASS",
                description = "What left the set, for example \"9.81 g\".")
        private @Nullable String mass;
    }

    @Override
    public Integer call() {
        String printed = source.factor;
        return printed != null
                ? options.writePrinted(printed)
                : options.writeWeighed(source.mass == null ? "" : source.mass);
    }
}
