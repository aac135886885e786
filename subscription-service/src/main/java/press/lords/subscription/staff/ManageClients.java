package press.lords.subscription.staff;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import press.lords.subscription.access.StaffClients;
import press.lords.subscription.audit.Action;
import press.lords.subscription.audit.AuditTrail;
import press.lords.subscription.request.RequestLimit;
import press.lords.subscription.request.RequestLimits;
import press.lords.subscription.request.RequestProblem;
import press.lords.subscription.signup.Secrets;
import press.lords.subscription.signup.Subscriber;
import press.lords.subscription.signup.Subscribers;

/**
 * Lets programs act for a member of the staff, and ends that. A client is told of as a reader is, so whoever checks tokens hears of its end. None
 * may manage the staff: that takes a person with a second factor.
 */
@Service
class ManageClients implements StaffClients {

    private static final Set<String> FOR_PROGRAMS = Set.of(Role.WRITING, Role.NOTICE);
    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,60}");

    private final Clients clients;
    private final StaffRegister register;
    private final Subscribers subscribers;
    private final AuditTrail audit;
    private final Clock clock;
    private final RequestLimit limit;

    ManageClients(
            Clients clients,
            StaffRegister register,
            Subscribers subscribers,
            AuditTrail audit,
            StaffSettings settings,
            RequestLimits limits,
            Clock clock) {
        this.clients = clients;
        this.register = register;
        this.subscribers = subscribers;
        this.audit = audit;
        this.clock = clock;
        this.limit = limits.perMinute("client", settings.perNetwork(), settings.inAll());
    }

    /** @param secret shown this once */
    record Made(Client client, String secret) {

        @Override
        public String toString() {
            return "Made[" + client + "]";
        }
    }

    Made make(String owner, @Nullable String name, @Nullable List<@Nullable String> scopes, String caller) {
        if (name == null || name.isBlank() || !NAME.matcher(name).matches()) {
            throw new RequestProblem.InvalidFields("name", "must be one line of at most 60 characters");
        }
        Set<String> checked = checked(scopes, scopesOf(owner));
        if (clients.of(owner).size() >= MOST) {
            throw new RequestProblem.InvalidFields("name", "would be one of more than %d clients".formatted(MOST));
        }
        limit.count(caller);
        String secret = Secrets.token();
        Client client = new Client(
                Secrets.id(),
                owner,
                name.strip(),
                checked,
                Secrets.hash(secret),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        clients.add(client);
        // Last: until then the client has no tokens, and can be taken away.
        subscribers.addProgram(client.id());
        audit.record(Action.CLIENT_MADE, client.id(), owner);
        return new Made(client, secret);
    }

    List<Client> of(String owner) {
        return clients.of(owner);
    }

    void revoke(String owner, String id) {
        Client client = clients.find(id)
                .filter(found -> found.owner().equals(owner))
                .orElseThrow(StaffProblem.UnknownClient::new);
        revoke(client, owner);
    }

    void revokeAll(String owner, String revokedBy) {
        clients.of(owner).forEach(client -> revoke(client, revokedBy));
    }

    /** Those that may do what their owner no longer may. */
    void revokeBeyond(String owner, Set<String> scopes) {
        clients.of(owner).stream()
                .filter(client -> !scopes.containsAll(client.scopes()))
                .forEach(client -> revoke(client, owner));
    }

    /** Changes how an owner's clients stand, as others are told. */
    void change(String owner, UnaryOperator<Subscriber> change) {
        clients.of(owner).forEach(client -> subscribers.change(client.id(), change));
    }

    /** Told first: whoever dies in between leaves a client that gets no tokens and can be revoked again. */
    private void revoke(Client client, String revokedBy) {
        subscribers.change(
                client.id(),
                found -> found.state() == Subscriber.State.ERASED
                        ? found
                        : found.erased(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        if (clients.remove(client.id())) {
            audit.record(Action.CLIENT_REVOKED, client.id(), revokedBy);
        }
    }

    @Override
    public Optional<StaffClient> find(String id) {
        return clients.find(id)
                .filter(client -> isActive(client.id()) && isActive(client.owner()))
                .filter(client -> scopesOf(client.owner()).containsAll(client.scopes()))
                .map(client -> new StaffClient(client.id(), client.secretHash(), client.scopes()));
    }

    private boolean isActive(String id) {
        return subscribers.find(id).filter(Subscriber::isActive).isPresent();
    }

    private Set<String> scopesOf(String owner) {
        return register.read().find(owner).map(Member::scopes).orElse(Set.of());
    }

    private static Set<String> checked(@Nullable List<@Nullable String> scopes, Set<String> held) {
        if (scopes == null || scopes.isEmpty()) {
            throw new RequestProblem.InvalidFields("scopes", "must name at least one scope");
        }
        Set<String> checked = new HashSet<>();
        for (String scope : scopes) {
            if (scope == null || !FOR_PROGRAMS.contains(scope) || !held.contains(scope)) {
                throw new RequestProblem.InvalidFields(
                        "scopes", "must be such as you have yourself, and none that needs a second factor each time");
            }
            checked.add(scope);
        }
        return Set.copyOf(checked);
    }
}
