package org.steadyflow.telemetry.order;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.telemetry.order.UcumUnit.Atom;

/**
 * Reads the part of UCUM that orders for a pump are written in: case sensitive, with products, quotients, brackets,
 * whole factors, {@code m2} and annotations. What it does not know it does not repair: {@code ml/hr} is no unit, and
 * {@code U} is the enzyme unit. One reading each, one thread.
 */
final class Ucum {
    /** Longer is no unit that anybody reads. */
    static final int LIMIT_CHARS = 64;

    private static final int LIMIT_FACTOR_DIGITS = 6;
    private static final int LIMIT_DEPTH = 4;

    private static final Map<String, UcumUnit> ATOMS = Map.ofEntries(
            entry("kg", whole(1, Atom.KG)),
            entry("g", whole(1, Atom.G)),
            entry("mg", whole(1, Atom.MG)),
            entry("ug", whole(1, Atom.MCG)),
            entry("ng", whole(1, Atom.NG)),
            entry("[iU]", whole(1, Atom.UNITS)),
            entry("[IU]", whole(1, Atom.UNITS)),
            entry("m[iU]", part(1_000, Atom.UNITS)),
            entry("m[IU]", part(1_000, Atom.UNITS)),
            entry("k[iU]", whole(1_000, Atom.UNITS)),
            entry("k[IU]", whole(1_000, Atom.UNITS)),
            entry("M[iU]", whole(1_000_000, Atom.UNITS)),
            entry("M[IU]", whole(1_000_000, Atom.UNITS)),
            entry("[USP'U]", whole(1, Atom.UNITS)),
            entry("eq", whole(1_000, Atom.MEQ)),
            entry("meq", whole(1, Atom.MEQ)),
            entry("ueq", part(1_000, Atom.MEQ)),
            entry("mol", whole(1_000, Atom.MMOL)),
            entry("mmol", whole(1, Atom.MMOL)),
            entry("umol", part(1_000, Atom.MMOL)),
            entry("kcal", whole(1, Atom.KCAL)),
            entry("[Cal]", whole(1, Atom.KCAL)),
            entry("L", whole(1_000, Atom.ML)),
            entry("l", whole(1_000, Atom.ML)),
            entry("dL", whole(100, Atom.ML)),
            entry("dl", whole(100, Atom.ML)),
            entry("mL", whole(1, Atom.ML)),
            entry("ml", whole(1, Atom.ML)),
            entry("uL", part(1_000, Atom.ML)),
            entry("ul", part(1_000, Atom.ML)),
            entry("m", whole(100, Atom.CM)),
            entry("cm", whole(1, Atom.CM)),
            entry("m2", whole(1, Atom.M2)),
            entry("s", whole(1, Atom.S)),
            entry("min", whole(1, Atom.MIN)),
            entry("h", whole(1, Atom.H)),
            entry("d", whole(1, Atom.D)),
            entry("wk", whole(7, Atom.D)));

    private final String code;
    private int at;

    private Ucum(String code) {
        this.code = code;
    }

    /** The unit; empty where it is none that we know. */
    static Optional<UcumUnit> parse(String code) {
        if (code.isEmpty() || code.length() > LIMIT_CHARS) {
            return Optional.empty();
        }
        Ucum reading = new Ucum(code);
        return reading.term(0).filter(_ -> reading.at == code.length());
    }

    private static UcumUnit whole(long factor, Atom atom) {
        return UcumUnit.of(Fraction.of(factor), atom);
    }

    private static UcumUnit part(long parts, Atom atom) {
        return UcumUnit.of(Fraction.ONE.dividedBy(Fraction.of(parts)), atom);
    }

    private Optional<UcumUnit> term(int depth) {
        Optional<UcumUnit> product = peek('/') ? Optional.of(UcumUnit.ONE) : component(depth);
        while (product.isPresent() && (peek('/') || peek('.'))) {
            boolean divides = peek('/');
            at++;
            Optional<UcumUnit> next = component(depth);
            UcumUnit before = product.get();
            product = next.map(unit -> divides ? before.dividedBy(unit) : before.times(unit));
        }
        return product;
    }

    private Optional<UcumUnit> component(int depth) {
        if (!peek('(')) {
            return simple();
        }
        at++;
        Optional<UcumUnit> inner = depth < LIMIT_DEPTH ? term(depth + 1) : Optional.empty();
        boolean isClosed = peek(')');
        at++;
        return isClosed ? inner : Optional.empty();
    }

    /**
     * An atom, a whole factor or an annotation, each up to the next operator; braces and brackets may hold operators.
     */
    private Optional<UcumUnit> simple() {
        int from = at;
        char closing = ' ';
        while (at < code.length() && (closing != ' ' || "/.()".indexOf(code.charAt(at)) < 0)) {
            char here = code.charAt(at++);
            if (closing == ' ') {
                closing = here == '{' ? '}' : here == '[' ? ']' : ' ';
            } else if (here == closing) {
                closing = ' ';
            }
        }
        return closing == ' ' ? named(code.substring(from, at)) : Optional.empty();
    }

    private static Optional<UcumUnit> named(String text) {
        String plain = text.replaceFirst("\\{[^{}]*}$", "");
        if (plain.isEmpty()) {
            return text.isEmpty() ? Optional.empty() : Optional.of(UcumUnit.ONE);
        }
        if (plain.matches("[1-9][0-9]{0," + (LIMIT_FACTOR_DIGITS - 1) + "}")) {
            return Optional.of(new UcumUnit(Fraction.of(new BigDecimal(plain)), Map.of()));
        }
        return Optional.ofNullable(ATOMS.get(plain));
    }

    private boolean peek(char expected) {
        return at < code.length() && code.charAt(at) == expected;
    }
}
