package press.lords.subscription.access.session;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A reader whose session is open at this moment. */
final class ReaderAuthentication extends AbstractAuthenticationToken {

    private final transient Reader reader;

    ReaderAuthentication(Reader reader) {
        super(List.of());
        this.reader = reader;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Reader getPrincipal() {
        return reader;
    }
}
