package press.lords.article.publishing;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import press.lords.article.request.Precondition;

@RestController
@RequestMapping("/api/articles/{id}")
class PublicationController {

    private final PublishArticle publishArticle;
    private final RetractArticle retractArticle;
    private final ScheduleArticle scheduleArticle;

    PublicationController(
            PublishArticle publishArticle, RetractArticle retractArticle, ScheduleArticle scheduleArticle) {
        this.publishArticle = publishArticle;
        this.retractArticle = retractArticle;
        this.scheduleArticle = scheduleArticle;
    }

    @PostMapping("/publication")
    ResponseEntity<PublicationView> publish(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable PublicationRequest request) {
        PublicationRequest publication = request == null ? PublicationRequest.PLAIN : request.checked();
        return answer(publishArticle.publish(id, publication, Precondition.optional(ifMatch)));
    }

    @DeleteMapping("/publication")
    ResponseEntity<PublicationView> retract(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RetractionRequest request) {
        return answer(retractArticle.retract(id, request.checked(), Precondition.optional(ifMatch)));
    }

    @PutMapping("/schedule")
    ResponseEntity<ArticleView> schedule(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ScheduleRequest request) {
        return ArticleController.answer(scheduleArticle.schedule(id, request, Precondition.optional(ifMatch)));
    }

    @DeleteMapping("/schedule")
    ResponseEntity<ArticleView> unschedule(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return ArticleController.answer(scheduleArticle.unschedule(id, Precondition.optional(ifMatch)));
    }

    private static ResponseEntity<PublicationView> answer(Article article) {
        return ResponseEntity.ok().eTag(Precondition.tag(article.version())).body(PublicationView.of(article));
    }
}
