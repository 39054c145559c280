package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-41")
@Tag("REQ-181")
class ImportRulesTest {
    @Test
    void everyPackageIsARoomOfTheTable() {
        assertTrue(Rooms.CLASSES.size() > 0, "no classes found");
        assertEquals(List.of(), Rooms.IMPORTS.homeless(Rooms.CLASSES));
    }

    @Test
    void aRoomOfTheTableNamesOnlyRoomsAboveIt() {
        assertEquals(List.of(), Rooms.IMPORTS.outOfOrder());
    }

    @Test
    void roomsImportOnlyWhatTheTableAllows() {
        assertEquals(List.of(), Rooms.IMPORTS.violations(Rooms.CLASSES));
    }

    @Test
    void anImportAgainstTheOrderIsFound() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("early", List.of());
        table.put("late", List.of("early"));
        ImportTable imports = new ImportTable("org.steadyflow.rules.fixture", table);
        JavaClasses fixture = new ClassFileImporter()
                .importPackages("org.steadyflow.rules.fixture.early", "org.steadyflow.rules.fixture.late");

        List<String> found = imports.violations(fixture);

        assertTrue(found.stream().anyMatch(line -> line.contains("LooksAhead") && line.contains("Late")), "" + found);
        assertTrue(found.stream().noneMatch(line -> line.contains("LooksBack")), "" + found);
    }

    @Test
    void aPackageWithoutARoomIsFound() {
        String late = "org.steadyflow.rules.fixture.late";
        ImportTable imports = new ImportTable("org.steadyflow.rules.fixture", Map.of("early", List.of()));
        assertEquals(List.of(late), imports.homeless(new ClassFileImporter().importPackages(late)));
    }

    @Test
    void aTableInACircleIsFound() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("early", List.of("late"));
        table.put("late", List.of("early"));
        assertEquals(List.of("early -> late"), new ImportTable("any", table).outOfOrder());
    }
}
