package org.steadyflow.firmware.app;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.hal.device.Mechanism;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --mechanism NAME}. */
public final class MechanismOption implements ITypeConverter<Mechanism> {
    /** What {@code --mechanism} takes, for help and completion. */
    public static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        /** For picocli. */
        public Names() {
            super(names());
        }
    }

    private static List<String> names() {
        return Mechanism.all().stream().map(Mechanism::label).toList();
    }

    @Override
    public Mechanism convert(String value) {
        return Mechanism.labelled(value)
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + value + "\" is no mechanism; one of " + String.join(", ", names())));
    }
}
