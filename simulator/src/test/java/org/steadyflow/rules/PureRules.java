package org.steadyflow.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a room may touch so that a tick is a function of its arguments alone. A room that is not there yet breaks
 * nothing.
 */
final class PureRules {
    /** A list of what is allowed: a new way to reach a clock is forbidden before anyone has thought of it. */
    private static final Set<String> ALLOWED_PACKAGES = Set.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio.charset",
            "java.security",
            "java.time",
            "java.time.zone",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations");

    /** Buffers in memory, for decoding text; their package is otherwise the door to channels. */
    private static final Set<String> ALLOWED_CLASSES =
            Set.of("java.nio.Buffer", "java.nio.ByteBuffer", "java.nio.CharBuffer");

    /** In those packages, what reaches outside its arguments. */
    private static final Set<String> FORBIDDEN_CLASSES = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.UUID");

    private PureRules() {}

    /**
     * Classes of these packages use values and nothing else; {@code also} are further package patterns they may use.
     */
    static ArchRule touchOnlyValues(String[] packages, String... also) {
        DescribedPredicate<JavaClass> values = DescribedPredicate.describe("are values", PureRules::isAllowed);
        return classes()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .onlyDependOnClassesThat(values.or(JavaClass.Predicates.resideInAnyPackage(concat(packages, also))))
                .allowEmptyShould(true);
    }

    /** The clock is read once a tick, by the shell. */
    static ArchRule readNoClock(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .callMethodWhere(DescribedPredicate.describe("it reads a clock", PureRules::readsClock))
                .allowEmptyShould(true);
    }

    /** Nothing of the machine: no properties, no standard streams, no end of the process, no chance. */
    static ArchRule askNothingOfTheMachine(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "its owner is System",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && !access.getTarget().getName().equals("arraycopy")))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "it draws by chance",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class)
                                && call.getName().equals("random")))
                .allowEmptyShould(true);
    }

    private static boolean isAllowed(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.isPrimitive()
                || ALLOWED_CLASSES.contains(base.getName())
                || (ALLOWED_PACKAGES.contains(base.getPackageName()) && !FORBIDDEN_CLASSES.contains(base.getName()));
    }

    private static boolean readsClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean wall = owner.startsWith("java.time.") && call.getName().equals("now");
        boolean raw = owner.equals("java.lang.System")
                && Set.of("nanoTime", "currentTimeMillis").contains(call.getName());
        return wall || raw;
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new);
    }
}
