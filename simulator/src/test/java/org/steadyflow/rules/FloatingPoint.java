package org.steadyflow.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds floating point in compiled classes: in fields, parameters, results, locals, constants, operators, conversions
 * and in the signature of anything that is called. A source scan would miss {@code Math.sqrt(x)} cast back to a long.
 */
final class FloatingPoint {
    private FloatingPoint() {}

    /** Every use of float or double in the class, as "class.method: what". */
    static List<String> usesIn(JavaClass type) {
        ClassModel model = ClassFile.of().parse(bytesOf(type));
        List<String> uses = new ArrayList<>();
        for (FieldModel field : model.fields()) {
            if (mentions(field.fieldType().stringValue())) {
                uses.add(type.getName() + "." + field.fieldName() + ": field " + field.fieldType());
            }
        }
        for (MethodModel method : model.methods()) {
            String name = type.getName() + "." + method.methodName();
            if (mentions(method.methodType().stringValue())) {
                uses.add(name + ": signature " + method.methodType());
            }
            method.code()
                    .ifPresent(code -> code.forEach(element -> {
                        if (isFloating(element)) {
                            uses.add(name + ": " + element);
                        }
                    }));
        }
        return uses;
    }

    private static byte[] bytesOf(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFloating(CodeElement element) {
        return switch (element) {
            case LoadInstruction load -> isFloating(load.typeKind());
            case StoreInstruction store -> isFloating(store.typeKind());
            case ArrayLoadInstruction load -> isFloating(load.typeKind());
            case ArrayStoreInstruction store -> isFloating(store.typeKind());
            case OperatorInstruction operator -> isFloating(operator.typeKind());
            case ConstantInstruction constant -> isFloating(constant.typeKind());
            case ConvertInstruction convert -> isFloating(convert.fromType()) || isFloating(convert.toType());
            case NewPrimitiveArrayInstruction array -> isFloating(array.typeKind());
            case ReturnInstruction result -> isFloating(result.typeKind());
            case FieldInstruction field -> mentions(field.type().stringValue());
            case InvokeInstruction call -> mentions(call.type().stringValue());
            case InvokeDynamicInstruction call -> mentions(call.type().stringValue());
            default -> false; // the other instructions move no numbers
        };
    }

    private static boolean isFloating(TypeKind kind) {
        return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
    }

    /**
     * Whether a descriptor such as {@code (JLjava/lang/String;[D)V} has a float or double in it, boxed ones included.
     */
    private static boolean mentions(String descriptor) {
        String boxed = "Ljava/lang/(Double|Float);";
        String withoutClasses = descriptor.replaceAll(boxed, "D").replaceAll("L[^;]*;", "");
        return withoutClasses.indexOf('D') >= 0 || withoutClasses.indexOf('F') >= 0;
    }
}
