package io.headroom.sample.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A profile as it is stored and shown. */
@Entity
class Profile {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public @Nullable Long id;

    @Column(nullable = false)
    public String name = "";

    @Column(nullable = false)
    public String tag = "";

    /** What the third party thought of the name when the profile was registered, 0.0–1.0. */
    @Column(nullable = false)
    public double reputation;
}
