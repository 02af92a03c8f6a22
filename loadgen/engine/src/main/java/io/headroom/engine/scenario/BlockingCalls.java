package io.headroom.engine.scenario;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what would hold an event loop up in the class files of a scenario: calls of {@link BlockingCall} and monitors. What runs before load, while the
 * scenario is created, may block.
 */
final class BlockingCalls {

    /** Enough to see what the matter is. */
    private static final int HINTS_MAX = 20;

    private static final Pattern CREATION = Pattern.compile("<init>|<clinit>|lambda\\$(?:new|static)\\$\\d+");

    private final String fileName;
    private final List<Hint> hints = new ArrayList<>();
    private int line;

    /** A sentence about a line of the source. */
    private record Hint(int line, String sentence) {}

    private BlockingCalls(String fileName) {
        this.fileName = fileName;
    }

    /**
     * One sentence for each, as {@code file:line: what}, in the order of lines.
     *
     * @param fileName what the sentences call the source
     */
    static List<String> in(String fileName, Collection<byte[]> classFiles) {
        var found = new BlockingCalls(fileName);
        classFiles.forEach(bytes -> found.look(ClassFile.of().parse(bytes)));
        return found.hints.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                .limit(HINTS_MAX)
                .map(hint -> fileName + ":" + hint.line() + ": " + hint.sentence())
                .toList();
    }

    private void look(ClassModel type) {
        for (MethodModel method : type.methods()) {
            String name = method.methodName().stringValue();
            if (!CREATION.matcher(name).matches()) {
                method.code().ifPresent(code -> {
                    boolean locks = method.flags().has(AccessFlag.SYNCHRONIZED);
                    for (CodeElement element : code) {
                        look(element);
                        if (locks && element instanceof LineNumber) {
                            monitor("the synchronized method " + name);
                            locks = false;
                        }
                    }
                });
            }
        }
    }

    private void look(CodeElement element) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case InvokeInstruction call ->
                call(call.owner().asInternalName(), call.name().stringValue());
            case InvokeDynamicInstruction made -> made.bootstrapArgs().forEach(this::reference);
            case MonitorInstruction monitor
            when monitor.opcode() == Opcode.MONITORENTER -> monitor("a synchronized block");
            default -> {}
        }
    }

    /** As in {@code Thread::sleep}. */
    private void reference(ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc method) {
            call(internalName(method.owner()), method.methodName());
        }
    }

    private static String internalName(ClassDesc owner) {
        String descriptor = owner.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private void call(String owner, String method) {
        String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        String what = method.equals("<init>") ? "new " + type : type + "." + method;
        BlockingCall.of(owner, method)
                .forEach(call -> hints.add(new Hint(
                        line,
                        what + " holds up all users of the event loop, not only its own: " + call.instead() + ".")));
    }

    private void monitor(String what) {
        hints.add(new Hint(
                line,
                what + " makes event loops wait for each other: leave it out, because each has its own instance of the"
                        + " scenario."));
    }
}
