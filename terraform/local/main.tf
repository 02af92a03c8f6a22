# An environment on this machine: a small stand-in for a cloud (infra/local-cloud), driven through its command line.
#
#   cloud ─┬─ database ────┬─ instance group ─ capacity ─┬─ serving ─ outputs
#          ├─ third party ─┘                             │
#          └─ gateway ───────────────────────────────────┘
#
# terraform_data runs its provisioners when it is created and destroyed, never when it is changed. So each part names in
# triggers_replace what it must be put anew for. A put changes the part in place: resizing replaces "capacity" here and
# starts or stops instances there. Only the cloud has a destroy: everything ends with it.

locals {
  # Not through abspath(): a module may be reached by a symbolic link, and only the kernel resolves "..", behind it.
  headroom = "${path.module}/../../headroom"

  classes = {
    nano   = { workers = 2, service_time_ms = 20, euros_per_hour = 0.01 }
    small  = { workers = 4, service_time_ms = 20, euros_per_hour = 0.02 }
    medium = { workers = 8, service_time_ms = 20, euros_per_hour = 0.04 }
    large  = { workers = 16, service_time_ms = 20, euros_per_hour = 0.08 }
  }

  defects = [
    "n-plus-one", "repeated-call", "serial-calls", "unbounded-search", "small-pool", "connection-slots", "lock-contention",
    "shared-lock", "slow-third-party", "third-party-limit", "retry-storm", "memory-leak", "slow-instance", "uneven-balancing", "far-zone",
    "cold-start",
  ]

  capacity = merge(
    {
      min         = coalesce(var.autoscaling.min, var.autoscaling.enabled ? 1 : var.instances)
      max         = coalesce(var.autoscaling.max, var.instances)
      desired     = var.instances
      autoscaling = var.autoscaling.enabled
    },
    var.autoscaling.target_requests_per_second == null ? {} : {
      target_requests_per_second = var.autoscaling.target_requests_per_second
    },
  )

  instance = merge(
    {
      class              = var.instance_class
      zones              = var.zones
      defects            = var.defects
      boot_delay_seconds = var.boot_delay_seconds
    },
    var.workers == null ? {} : { workers = var.workers },
    var.service_time_ms == null ? {} : { service_time_ms = var.service_time_ms },
    var.otlp_endpoint == "" ? {} : { otlp_endpoint = var.otlp_endpoint },
  )

  # Requests per second of one instance. A class that is unknown is refused below, and counts as nothing here.
  carried = (
    coalesce(var.workers, try(local.classes[var.instance_class].workers, 1)) * 1000
    / coalesce(var.service_time_ms, try(local.classes[var.instance_class].service_time_ms, 1000))
  )

  # A fifth of the sample's requests are registrations, which call the third party. So its limit and its strength are met when one instance is half
  # busy, and a slow one takes 50 ms more when one instance is busy.
  third_party = merge(
    contains(var.defects, "slow-third-party") ? { slows_at_per_second = local.carried / 5 } : {},
    contains(var.defects, "third-party-limit") ? { limit_per_second = local.carried / 10 } : {},
    contains(var.defects, "retry-storm") ? { fails_above_per_second = local.carried / 10 } : {},
  )

  gateway = {
    rate_limit = { per_second = var.rate_limit.per_second, burst = var.rate_limit.burst }
    waf        = { enabled = true }
    uneven     = contains(var.defects, "uneven-balancing")
  }
}

# The default expiry, chosen once.
resource "terraform_data" "expiry" {
  input = timeadd(plantimestamp(), "2h")

  lifecycle {
    ignore_changes = [input]
  }
}

resource "terraform_data" "cloud" {
  input = {
    headroom        = local.headroom
    name            = var.name
    service_version = var.service_version
    data_volume     = var.data_volume
  }
  triggers_replace = [var.name, var.run_id, var.expires_at, var.data_volume]

  provisioner "local-exec" {
    command = "exec \"$HEADROOM\" local-cloud create --name \"$NAME\" --run-id \"$RUN_ID\" --expires-at \"$EXPIRES_AT\" </dev/null"
    environment = {
      HEADROOM   = local.headroom
      NAME       = var.name
      RUN_ID     = var.run_id
      EXPIRES_AT = coalesce(var.expires_at, terraform_data.expiry.output)
      # Instances inherit it through their cloud; the first one to start fills the database.
      SAMPLE_PROFILES = var.data_volume
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "exec \"$HEADROOM\" local-cloud destroy --name \"$NAME\" </dev/null"
    environment = {
      HEADROOM = self.input.headroom
      NAME     = self.input.name
    }
  }
}

resource "terraform_data" "database" {
  triggers_replace = [terraform_data.cloud.id]

  provisioner "local-exec" {
    command     = "exec \"$HEADROOM\" local-cloud put --name \"$NAME\" /v1/database --json '{}' </dev/null"
    environment = { HEADROOM = local.headroom, NAME = var.name }
  }
}

resource "terraform_data" "third_party" {
  input            = local.third_party
  triggers_replace = [terraform_data.cloud.id, local.third_party]

  provisioner "local-exec" {
    command = "exec \"$HEADROOM\" local-cloud put --name \"$NAME\" /v1/third-party --json \"$BODY\" </dev/null"
    environment = {
      HEADROOM = local.headroom
      NAME     = var.name
      BODY     = jsonencode(local.third_party)
    }
  }
}

resource "terraform_data" "instance_group" {
  input            = local.instance
  triggers_replace = [terraform_data.database.id, terraform_data.third_party.id, local.instance]

  lifecycle {
    precondition {
      condition     = contains(keys(local.classes), var.instance_class) || var.workers != null && var.service_time_ms != null
      error_message = "instance_class is \"${var.instance_class}\": give one of ${join(", ", keys(local.classes))}, or both workers and service_time_ms."
    }
    precondition {
      condition     = local.capacity.min <= var.instances && var.instances <= local.capacity.max && local.capacity.max <= 32
      error_message = "autoscaling has min ${local.capacity.min}, max ${local.capacity.max}, and instances is ${var.instances}: they must rise in the order min, instances, max, up to 32."
    }
    precondition {
      condition     = length(setsubtract(var.defects, local.defects)) == 0
      error_message = "defects has ${join(", ", setsubtract(var.defects, local.defects))}: correct it to one of ${join(", ", local.defects)}, or leave it out."
    }
  }

  provisioner "local-exec" {
    command = "exec \"$HEADROOM\" local-cloud put --name \"$NAME\" /v1/instance-groups/profile --json \"$BODY\" </dev/null"
    environment = {
      HEADROOM = local.headroom
      NAME     = var.name
      BODY     = jsonencode(merge(local.instance, local.capacity))
    }
  }
}

resource "terraform_data" "capacity" {
  input            = local.capacity
  triggers_replace = [terraform_data.instance_group.id, local.capacity]

  provisioner "local-exec" {
    command = "exec \"$HEADROOM\" local-cloud put --name \"$NAME\" /v1/instance-groups/profile/capacity --json \"$BODY\" </dev/null"
    environment = {
      HEADROOM = local.headroom
      NAME     = var.name
      BODY     = jsonencode(local.capacity)
    }
  }
}

resource "terraform_data" "gateway" {
  input            = local.gateway
  triggers_replace = [terraform_data.cloud.id, local.gateway]

  provisioner "local-exec" {
    command = "exec \"$HEADROOM\" local-cloud put --name \"$NAME\" /v1/gateway --json \"$BODY\" </dev/null"
    environment = {
      HEADROOM = local.headroom
      NAME     = var.name
      BODY     = jsonencode(local.gateway)
    }
  }
}

# Everything is ready, and described in a file that this resource's id names: the outputs can read it only afterwards.
resource "terraform_data" "serving" {
  input            = { folder = "${path.root}/.headroom" }
  triggers_replace = [terraform_data.capacity.id, terraform_data.gateway.id]

  provisioner "local-exec" {
    command = <<-EOT
      set -eu
      mkdir -p "$FOLDER"
      "$HEADROOM" local-cloud wait --name "$NAME" --timeout 180s </dev/null
      exec "$HEADROOM" local-cloud describe --name "$NAME" --output "$FOLDER/$ID.json" </dev/null
    EOT
    environment = {
      HEADROOM = local.headroom
      NAME     = var.name
      FOLDER   = self.input.folder
      ID       = self.id
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "rm -f \"$FOLDER/$ID.json\" && { rmdir \"$FOLDER\" 2>/dev/null || true; }"
    environment = {
      FOLDER = self.input.folder
      ID     = self.id
    }
  }
}
