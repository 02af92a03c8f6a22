package io.headroom.sample.profile;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * The stored profiles. Each method is one transaction, reads included, because a transaction's end gives the database
 * connection back: then a connection is only in use while its request holds a worker.
 */
@ApplicationScoped
@Transactional
class Profiles implements PanacheRepository<Profile> {

    static final int PAGE_SIZE = 20;

    private final SharedLock lock;
    private final HeldTransaction transaction;
    private final KeptUpdates updates;
    private final Tags tags;
    private final ActiveDefects defects;

    Profiles(SharedLock lock, HeldTransaction transaction, KeptUpdates updates, Tags tags, ActiveDefects defects) {
        this.lock = lock;
        this.transaction = transaction;
        this.updates = updates;
        this.tags = tags;
        this.defects = defects;
    }

    Profile register(ProfileInput input, double reputation) {
        Profile profile = new Profile();
        profile.name = input.name();
        profile.tag = tags.of(input.tag());
        profile.reputation = reputation;
        persist(profile);
        lock.hold();
        transaction.keepConnection();
        return profile;
    }

    Optional<Profile> fetch(long id) {
        lock.hold();
        Optional<Profile> found = findByIdOptional(id);
        transaction.keepConnection();
        return found;
    }

    Optional<Profile> update(long id, ProfileInput input) {
        lock.hold();
        Optional<Profile> found =
                transaction.locksRows() ? findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE) : findByIdOptional(id);
        found.ifPresent(profile -> {
            profile.name = input.name();
            profile.tag = tags.of(input.tag());
        });
        updates.keepOne();
        transaction.keepRow();
        transaction.keepConnection();
        return found;
    }

    /** One page of at most {@value #PAGE_SIZE} profiles with that tag, oldest first. */
    List<Profile> search(String tag, int page) {
        lock.hold();
        List<Profile> found = defects.has(Defect.N_PLUS_ONE) ? eachByItsOwnQuery(tag, page) : byOneQuery(tag, page);
        transaction.keepConnection();
        return found;
    }

    private List<Profile> byOneQuery(String tag, int page) {
        return onPage(find("tag = ?1 order by id", tags.of(tag)), page);
    }

    private List<Profile> eachByItsOwnQuery(String tag, int page) {
        PanacheQuery<Long> ids = find("select id from Profile where tag = ?1 order by id", tags.of(tag))
                .project(Long.class);
        return onPage(ids, page).stream().map(this::findById).toList();
    }

    private <T> List<T> onPage(PanacheQuery<T> query, int page) {
        return tags.unbounded()
                ? query.list()
                : query.page(Page.of(page, PAGE_SIZE)).list();
    }
}
