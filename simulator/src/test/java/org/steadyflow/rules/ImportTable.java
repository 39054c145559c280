package org.steadyflow.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which room may import which, checked against classes.
 *
 * @param root package that all rooms are in
 * @param mayImport room to the rooms that it may import, in an order in which each names only those above it
 */
record ImportTable(String root, Map<String, List<String>> mayImport) {
    /** Every import between rooms that the table does not allow, in words. */
    List<String> violations(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(this::isForbidden)
                .map(Dependency::getDescription)
                .distinct()
                .sorted()
                .toList();
    }

    /** Packages of ours for which the table has no room. */
    List<String> homeless(JavaClasses classes) {
        return classes.stream()
                .filter(this::isOurs)
                .filter(type -> roomOf(type).isEmpty())
                .map(JavaClass::getPackageName)
                .distinct()
                .sorted()
                .toList();
    }

    /** Rooms that name themselves or a room below them: with none, imports cannot run in a circle. */
    List<String> outOfOrder() {
        List<String> seen = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        mayImport.forEach((room, imported) -> {
            imported.stream().filter(other -> !seen.contains(other)).forEach(other -> wrong.add(room + " -> " + other));
            seen.add(room);
        });
        return wrong;
    }

    private boolean isForbidden(Dependency dependency) {
        JavaClass from = dependency.getOriginClass();
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (!isOurs(to) || from.getPackageName().equals(to.getPackageName())) {
            return false;
        }
        Optional<String> fromRoom = roomOf(from);
        Optional<String> toRoom = roomOf(to);
        boolean sameRoom = fromRoom.isPresent() && fromRoom.equals(toRoom);
        List<String> allowed = fromRoom.map(mayImport::get).orElse(List.of());
        return !sameRoom && toRoom.filter(allowed::contains).isEmpty();
    }

    private boolean isOurs(JavaClass type) {
        return isIn(type.getPackageName(), root);
    }

    private Optional<String> roomOf(JavaClass type) {
        return mayImport.keySet().stream()
                .filter(room -> isIn(type.getPackageName(), root + "." + room))
                .findFirst();
    }

    private static boolean isIn(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }
}
