package org.steadyflow.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Lengths of methods, from the compiler's own parse of the sources. */
final class MethodLengths {
    /**
     * One method.
     *
     * @param file where it is
     * @param name its simple name, {@code <init>} for a constructor
     * @param lines from its first modifier or annotation to its closing brace
     */
    record Length(Path file, String name, long lines) {}

    private MethodLengths() {}

    static List<Length> in(Collection<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Length> lengths = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Measure(unit, positions, lengths), null);
            }
            return lengths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Measure extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Length> lengths;

        Measure(CompilationUnitTree unit, SourcePositions positions, List<Length> lengths) {
            this.unit = unit;
            this.positions = positions;
            this.lengths = lengths;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            Path file = Path.of(unit.getSourceFile().toUri());
            lengths.add(new Length(file, method.getName().toString(), last - first + 1));
            return super.visitMethod(method, null);
        }
    }
}
