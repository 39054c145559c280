package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @throws BadSettingsException with every fault of both at once
     */
    static Given of(List<Setting> settings, Path file, boolean mayBeMissing, Map<String, String> commandLine)
            throws BadSettingsException {
        List<String> faults = new ArrayList<>();
        Map<String, String> inFile = new LinkedHashMap<>();
        Set<String> known = settings.stream()
                .filter(setting -> !setting.isArgument())
                .map(Setting::name)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        boolean isMissing = mayBeMissing && !Files.exists(file);
        if (!isMissing) {
            readText(file, faults)
                    .ifPresent(text -> inFile.putAll(ConfigText.read(file.toString(), text, known, faults)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : settings) {
            String name = setting.name();
            boolean fromFile = !commandLine.containsKey(name) && inFile.containsKey(name);
            Optional<String> value = Optional.ofNullable(commandLine.get(name))
                    .or(() -> Optional.ofNullable(inFile.get(name)))
                    .or(setting::standard);
            check(setting, value, fromFile ? file + ": " + name : "--" + name, file, faults);
            value.ifPresent(good -> values.put(name, good));
        }
        if (!faults.isEmpty()) {
            throw new BadSettingsException(faults);
        }
        return new Given(values);
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

    private static void check(Setting setting, Optional<String> value, String where, Path file, List<String> faults) {
        if (value.isPresent()) {
            setting.kind()
                    .fault(value.get())
                    .ifPresent(fault -> faults.add(where + ": \"" + value.get() + "\" " + fault + "."));
        } else if (setting.isRequired()) {
            faults.add(setting.name() + " is not set: " + setting.about() + " Set it in " + file + " or with --"
                    + setting.name() + ".");
        }
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
        } catch (IOException e) {
            faults.add(file + ": cannot be read (" + e.getMessage() + ").");
        }
        return Optional.empty();
    }
}
