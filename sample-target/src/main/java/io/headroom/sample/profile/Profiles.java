package io.headroom.sample.profile;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
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

    Profiles(SharedLock lock) {
        this.lock = lock;
    }

    Profile register(ProfileInput input, double reputation) {
        Profile profile = new Profile();
        profile.name = input.name();
        profile.tag = input.tag();
        profile.reputation = reputation;
        persist(profile);
        lock.hold();
        return profile;
    }

    Optional<Profile> fetch(long id) {
        lock.hold();
        return findByIdOptional(id);
    }

    Optional<Profile> update(long id, ProfileInput input) {
        lock.hold();
        Optional<Profile> found = findByIdOptional(id);
        found.ifPresent(profile -> {
            profile.name = input.name();
            profile.tag = input.tag();
        });
        return found;
    }

    /** One page of at most {@value #PAGE_SIZE} profiles with that tag, oldest first. */
    List<Profile> search(String tag, int page) {
        lock.hold();
        return find("tag = ?1 order by id", tag).page(Page.of(page, PAGE_SIZE)).list();
    }
}
