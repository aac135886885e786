package press.lords.platform.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a program for as long as the process that started it lives: the parent keeps the other end of standard input
 * open, and the kernel closes it when the parent ends, however it ends.
 *
 * <p>Arguments: the program's main class, then the program's own arguments.
 */
public final class Child {

    private static final long GRACE_MILLIS = 4_000;
    private static final int ORPHANED = 75;

    private Child() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(Child::endWithParent);
        var program = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
        program.setAccessible(true);
        try {
            program.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent: only the end counts.
            }
        } catch (IOException gone) {
            System.err.println("Standard input is gone: " + gone.getMessage());
        }
        System.err.println("The parent process ended; ending too.");
        takeReadyBack();
        Thread.ofPlatform().daemon().name("last-resort").start(Child::haltAfterGrace);
        System.exit(ORPHANED);
    }

    /** A launcher that was killed could not say that the press is no longer up. */
    private static void takeReadyBack() {
        var data = System.getProperty("press.data");
        if (data != null) {
            try {
                Files.deleteIfExists(Path.of(data, "run", "ready"));
            } catch (IOException failure) {
                System.err.println("The file that says ready stays: " + failure);
            }
        }
    }

    /** An orderly end may wait for a sibling that ended a moment ago. */
    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
