package org.steadyflow.firmware.selftest;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is tested at a start and again while the pump runs: none of it touches the board. One thread at a time. */
public final class Upkeep {
    private final Optional<Path> program;
    private final Configuration configuration;
    private volatile boolean wasListed;

    /** @param program folder in which a package laid the program; empty where none did */
    public Upkeep(Optional<Path> program, Configuration configuration) {
        this.program = program;
        this.configuration = configuration;
    }

    Finding memory() {
        return MemoryPattern.check(MemoryPattern.fresh());
    }

    Finding code() {
        Finding finding = ProgramFiles.check(program);
        if (finding.equals(ProgramFiles.NO_LIST) && wasListed) {
            return Finding.unread("the list of the program's files is not there any more");
        }
        wasListed = !finding.equals(ProgramFiles.NO_LIST);
        return finding;
    }

    Finding configurationAtStart() {
        return configuration.checkAtStart();
    }

    /**
     * What a repetition found, in words; empty for nothing.
     *
     * @param failed something was looked at and is not as it was
     * @param unread something could not be looked at
     */
    public record Found(String failed, String unread) {}

    /** All of it once more. */
    public Found repeat() {
        Map<Step, Finding> findings = new EnumMap<>(Step.class);
        findings.put(Step.MEMORY, memory());
        findings.put(Step.CODE, code());
        findings.put(Step.CONFIGURATION, configuration.check());
        return new Found(words(findings, Finding::isFailed), words(findings, Finding::isUnread));
    }

    private static String words(Map<Step, Finding> findings, Predicate<Finding> which) {
        return findings.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> entry.getKey().words() + ": " + entry.getValue().words())
                .collect(Collectors.joining("; "));
    }
}
