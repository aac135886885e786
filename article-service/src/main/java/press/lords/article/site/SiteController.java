package press.lords.article.site;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.article.request.Precondition;
import press.lords.events.SiteEvent;
import press.lords.events.SiteEvent.Follow;
import press.lords.events.SiteEvent.Newsletter;
import press.lords.events.SiteEvent.Sponsor;

@RestController
@RequestMapping("/api/site")
class SiteController {

    private final Sites sites;
    private final FurnishSite furnishSite;

    SiteController(Sites sites, FurnishSite furnishSite) {
        this.sites = sites;
        this.furnishSite = furnishSite;
    }

    @GetMapping
    ResponseEntity<SiteView> read() {
        return answer(sites.current());
    }

    @PutMapping
    ResponseEntity<SiteView> furnish(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody SiteRequest request) {
        Precondition precondition = Precondition.required(ifMatch);
        return answer(furnishSite.furnish(request.checked(), precondition));
    }

    private static ResponseEntity<SiteView> answer(Site site) {
        return ResponseEntity.ok().eTag(Precondition.tag(site.revision())).body(SiteView.of(site));
    }

    record SiteView(String slug, List<Follow> follow, List<Sponsor> sponsors, Newsletter newsletter, String about) {
        static SiteView of(Site site) {
            SiteEvent.Furnished furniture = site.furniture();
            return new SiteView(
                    SiteEvent.ID, furniture.follow(), furniture.sponsors(), furniture.newsletter(), furniture.about());
        }
    }
}
