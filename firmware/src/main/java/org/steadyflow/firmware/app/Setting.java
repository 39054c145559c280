package org.steadyflow.firmware.app;

import java.util.Optional;

/**
 * One thing that a program is told: a line {@code name = value} of its configuration file, or {@code --name value} on
 * the command line, which wins.
 *
 * @param name small letters and hyphens
 * @param need whether it may be left out
 * @param about what it says, for people
 */
record Setting(String name, SettingKind kind, Need need, String about) {
    /** Whether a setting may be left out. */
    sealed interface Need {
        /** The program does not start without it. */
        record Required() implements Need {}

        /** It stands alone on the command line, without its name; the program does not start without it. */
        record Argument() implements Need {}

        /** Left out, it says that there is no such thing. */
        record Free() implements Need {}

        /** Left out, it is this. */
        record Else(String value) implements Need {}
    }

    static Setting required(String name, SettingKind kind, String about) {
        return new Setting(name, kind, new Need.Required(), about);
    }

    static Setting argument(String name, SettingKind kind, String about) {
        return new Setting(name, kind, new Need.Argument(), about);
    }

    static Setting free(String name, SettingKind kind, String about) {
        return new Setting(name, kind, new Need.Free(), about);
    }

    static Setting orElse(String name, SettingKind kind, String value, String about) {
        return new Setting(name, kind, new Need.Else(value), about);
    }

    /** What it is where nobody said. */
    Optional<String> standard() {
        return switch (need) {
            case Need.Required(), Need.Argument(), Need.Free() -> Optional.empty();
            case Need.Else(String value) -> Optional.of(value);
        };
    }

    boolean isRequired() {
        return need instanceof Need.Required;
    }

    boolean isArgument() {
        return need instanceof Need.Argument;
    }
}
