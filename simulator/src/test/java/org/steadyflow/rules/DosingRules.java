package org.steadyflow.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Who may make what moves the motor, and what no class may do. */
final class DosingRules {
    private DosingRules() {}

    /** Only {@code makers} call a constructor of {@code made}, among the classes in {@code scope}. */
    static ArchRule onlyMakersConstruct(String made, String scope, String... makers) {
        return noClasses()
                .that()
                .resideInAPackage(scope)
                .and()
                .resideOutsideOfPackages(makers)
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "it makes a " + made,
                        call -> call.getTargetOwner().getName().equals(made)))
                .allowEmptyShould(true);
    }

    /** Nobody outside the package could even write {@code new X(...)}. */
    static ArchRule constructorsAreNotPublic(String className) {
        return noConstructors()
                .that()
                .areDeclaredInClassesThat()
                .haveFullyQualifiedName(className)
                .should()
                .bePublic()
                .allowEmptyShould(true);
    }

    /** An implementation that forgets a method must not compile. */
    static ArchRule seamsHaveNoDefaults(String... packages) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areInterfaces()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(packages)
                .and()
                .areNotStatic()
                .should(beAbstract());
    }

    /** The dosing process has no way to the network; its two sockets are files. */
    static ArchRule knowNoNetwork(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("lead to the network", DosingRules::leadsToNetwork))
                .allowEmptyShould(true);
    }

    /** The process ends in a main, where a person can see all that ends with it. */
    static ArchRule onlyMainsEndTheProcess() {
        return noClasses()
                .that(DescribedPredicate.describe("have no main", type -> !hasMain(type)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it ends the process",
                        call -> Set.of("java.lang.System", "java.lang.Runtime")
                                        .contains(call.getTargetOwner().getName())
                                && Set.of("exit", "halt").contains(call.getName())));
    }

    private static boolean hasMain(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method ->
                        method.getName().equals("main") && method.getModifiers().contains(JavaModifier.STATIC));
    }

    private static boolean leadsToNetwork(JavaClass type) {
        boolean network = type.getPackageName().equals("java.net")
                || type.getPackageName().startsWith("java.net.http")
                || type.getPackageName().startsWith("com.sun.net.httpserver")
                || type.getPackageName().startsWith("org.eclipse.paho");
        boolean localOnly = Set.of(
                        "java.net.UnixDomainSocketAddress",
                        "java.net.StandardProtocolFamily",
                        "java.net.ProtocolFamily",
                        "java.net.SocketAddress")
                .contains(type.getName());
        return network && !localOnly;
    }

    private static ArchCondition<JavaMethod> beAbstract() {
        return new ArchCondition<>("be abstract") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean isAbstract = method.getModifiers().contains(JavaModifier.ABSTRACT);
                events.add(new SimpleConditionEvent(method, isAbstract, describe(method)));
            }
        };
    }

    private static String describe(JavaMember member) {
        return member.getFullName() + " has a body";
    }
}
