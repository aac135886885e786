package press.lords.subscription.staff;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import jakarta.servlet.http.HttpServletRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import press.lords.subscription.access.session.Reader;

/** The programs that act for whoever calls; nobody sees another's. */
@RestController
class ClientController {

    private final ManageClients manageClients;

    ClientController(ManageClients manageClients) {
        this.manageClients = manageClients;
    }

    @PostMapping(path = "/api/clients", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ClientView> make(
            @AuthenticationPrincipal Reader owner, @RequestBody ClientRequest asked, HttpServletRequest request) {
        ManageClients.Made made =
                manageClients.make(owner.subscriber(), asked.name(), asked.scopes(), request.getRemoteAddr());
        return ResponseEntity.created(URI.create("/api/clients/" + made.client().id()))
                .cacheControl(CacheControl.noStore())
                .body(ClientView.of(made.client(), made.secret()));
    }

    @GetMapping("/api/clients")
    ClientList list(@AuthenticationPrincipal Reader owner) {
        return new ClientList(manageClients.of(owner.subscriber()).stream()
                .map(client -> ClientView.of(client, null))
                .toList());
    }

    @DeleteMapping("/api/clients/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Reader owner, @PathVariable String id) {
        manageClients.revoke(owner.subscriber(), id);
    }

    record ClientRequest(@Nullable String name, @Nullable List<@Nullable String> scopes) {}

    record ClientList(List<ClientView> items) {}

    /** @param secret in the answer that makes it, and in no other */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClientView(
            String id,
            String name,
            List<String> scopes,
            Instant createdAt,
            @Nullable String secret) {

        static ClientView of(Client client, @Nullable String secret) {
            return new ClientView(
                    client.id(),
                    client.name(),
                    client.scopes().stream().sorted().toList(),
                    client.createdAt(),
                    secret);
        }

        @Override
        public String toString() {
            return "ClientView[" + id + "]";
        }
    }
}
