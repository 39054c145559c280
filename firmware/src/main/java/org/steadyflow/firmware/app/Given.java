package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program was told, every value of the kind that its setting has. */
final class Given {
    private final Map<String, String> values;

    private Given(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Puts file, command line and defaults together.
     *
     * @param file the configuration file
     * @param mayBeMissing whether all of it may come from the command line
     * @param commandLine by name of setting; wins over the file
     */
    static Reading read(Program program, Path file, boolean mayBeMissing, Map<String, String> commandLine) {
        List<String> faults = new ArrayList<>();
        Map<String, String> inFile = new LinkedHashMap<>();
        Set<String> known = Stream.concat(program.settings().stream(), program.others().stream())
                .filter(setting -> !setting.isArgument())
                .map(Setting::name)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean isMissing = mayBeMissing && !Files.exists(file);
        if (!isMissing) {
            readText(file, faults)
                    .ifPresent(text -> inFile.putAll(ConfigText.read(file.toString(), text, known, faults)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : program.settings()) {
            String name = setting.name();
            boolean fromFile = !commandLine.containsKey(name) && inFile.containsKey(name);
            Optional<String> value = Optional.ofNullable(commandLine.get(name))
                    .or(() -> Optional.ofNullable(inFile.get(name)))
                    .or(setting::standard);
            boolean isGood = check(setting, value, fromFile ? file + ": " + name : "--" + name, file, faults);
            (isGood ? value : setting.standard()).ifPresent(good -> values.put(name, good));
        }
        return new Reading(new Given(values), faults);
    }

    /**
     * What was found.
     *
     * @param given without what is faulty
     * @param faults every fault of file and command line at once
     */
    record Reading(Given given, List<String> faults) {
        /** @throws BadSettingsException with every fault */
        Given require() throws BadSettingsException {
            if (!faults.isEmpty()) {
                throw new BadSettingsException(faults);
            }
            return given;
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Of a setting that is required or has a default. */
    String word(String name) {
        return text(name).orElseThrow();
    }

    Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    /** Of a setting that is required or has a default. */
    Path file(String name) {
        return Path.of(word(name));
    }

    private static boolean check(
            Setting setting, Optional<String> value, String where, Path file, List<String> faults) {
        if (value.isPresent()) {
            Optional<String> fault = setting.kind().fault(value.get());
            fault.ifPresent(what -> faults.add(where + ": \"" + value.get() + "\" " + what + "."));
            return fault.isEmpty();
        }
        if (setting.isRequired()) {
            faults.add(setting.name() + " is not set: " + setting.about() + " Set it in " + file + " or with --"
                    + setting.name() + ".");
        }
        return true;
    }

    private static Optional<String> readText(Path file, List<String> faults) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(ConfigText.LIMIT_BYTES + 1);
            if (bytes.length > ConfigText.LIMIT_BYTES) {
                faults.add(file + ": longer than " + ConfigText.LIMIT_BYTES + " bytes, so no configuration.");
                return Optional.empty();
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            faults.add(file + ": there is no such file.");
        } catch (AccessDeniedException e) {
            faults.add(file + ": may not be read by " + System.getProperty("user.name") + ": try it with sudo.");
        } catch (IOException e) {
            faults.add(file + ": cannot be read (" + e.getMessage() + ").");
        }
        return Optional.empty();
    }
}
