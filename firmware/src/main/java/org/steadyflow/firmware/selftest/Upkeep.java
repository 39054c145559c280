package org.steadyflow.firmware.selftest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is tested at a start and again while the pump runs: none of it touches the board. One thread at a time. */
public final class Upkeep {
    private final Optional<Path> program;
    private final Configuration configuration;

    /** @param program folder in which a package laid the program; empty where none did */
    public Upkeep(Optional<Path> program, Configuration configuration) {
        this.program = program;
        this.configuration = configuration;
    }

    Finding memory() {
        return MemoryPattern.check(MemoryPattern.fresh());
    }

    Finding code() {
        return ProgramFiles.check(program);
    }

    Finding configurationAtStart() {
        return configuration.checkAtStart();
    }

    /** All of it once more; a sentence for each step that failed. */
    public List<String> repeat() {
        List<String> failed = new ArrayList<>();
        tell(Step.MEMORY, memory(), failed);
        tell(Step.CODE, code(), failed);
        tell(Step.CONFIGURATION, configuration.check(), failed);
        return List.copyOf(failed);
    }

    private static void tell(Step step, Finding finding, List<String> failed) {
        if (finding.isFailed()) {
            failed.add(step.words() + ": " + finding.words());
        }
    }
}
