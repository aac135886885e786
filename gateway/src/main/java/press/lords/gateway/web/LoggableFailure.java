package press.lords.gateway.web;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/** A failure as it may be logged: without Reactor's tracebacks, which quote the request's address, and in it what lets the bearer of a link in. */
final class LoggableFailure extends Exception {

    private static final int MAX_CAUSES = 10;

    private LoggableFailure(Throwable failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
    }

    static LoggableFailure of(Throwable failure) {
        return of(failure, MAX_CAUSES);
    }

    private static LoggableFailure of(Throwable failure, int causes) {
        Throwable cause = failure.getCause();
        LoggableFailure loggable =
                new LoggableFailure(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
        loggable.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!Exceptions.isTraceback(suppressed) && causes > 0) {
                loggable.addSuppressed(of(suppressed, causes - 1));
            }
        }
        return loggable;
    }
}
