package press.lords.subscription.access.session;

import java.util.Set;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A reader whose session is open at this moment. */
final class ReaderAuthentication extends AbstractAuthenticationToken {

    private final transient Reader reader;

    ReaderAuthentication(Reader reader, Set<String> scopes) {
        super(scopes.stream()
                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
                .toList());
        this.reader = reader;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return reader.subscriber();
    }

    @Override
    public Reader getPrincipal() {
        return reader;
    }
}
