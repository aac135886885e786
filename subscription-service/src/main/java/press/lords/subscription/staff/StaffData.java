package press.lords.subscription.staff;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gathers what is held of a reader who is, was or may become one of the staff. */
@Service
public class StaffData {

    private final StaffRegister register;
    private final Clients clients;

    StaffData(StaffRegister register, Clients clients) {
        this.register = register;
        this.clients = clients;
    }

    /** What the register says, and the programs that act for the reader. */
    public record Held(
            String state,
            List<String> roles,
            Instant invitedAt,
            @Nullable Instant activeSince,
            List<Program> programs) {}

    /** A program's name and what it may do. */
    public record Program(String client, String name, List<String> scopes, Instant createdAt) {}

    public Optional<Held> of(String reader) {
        return register.read()
                .find(reader)
                .map(member -> new Held(
                        slug(member.state()),
                        member.roles().stream().sorted().map(StaffData::slug).toList(),
                        member.invitedAt(),
                        member.activeSince(),
                        clients.of(reader).stream().map(StaffData::program).toList()));
    }

    private static Program program(Client client) {
        return new Program(
                client.id(), client.name(), client.scopes().stream().sorted().toList(), client.createdAt());
    }

    private static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
