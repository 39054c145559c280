package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlarmTableTest {
    private static final Path PAGE = Path.of("..", "docs", "alarms.md");
    private static final String BEGIN = "<!-- table -->\n";
    private static final String END = "<!-- end of table -->";

    /** With -Dupdate.docs=true the page gets the table of the code. */
    @Test
    void thePageShowsTheTableOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, page.substring(0, from) + AlarmTable.markdown() + page.substring(to));
        }
        assertTrue(
                Files.readString(PAGE).contains(BEGIN + AlarmTable.markdown() + END),
                "docs/alarms.md is not the table of AlarmRow: run with -Dupdate.docs=true");
    }
}
