# The contract's inputs (../contract/README.md), then this module's own.

variable "name" {
  description = "Name of the environment; everything it creates carries it."
  type        = string
  default     = "by-hand"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,62}$", var.name))
    error_message = "name is \"${var.name}\": give 1 to 63 lower-case letters, digits and hyphens, no hyphen first."
  }
}

variable "run_id" {
  description = "The run that the environment belongs to; sweepers find it by this."
  type        = string
  default     = "by-hand"

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", var.run_id))
    error_message = "run_id is \"${var.run_id}\": give 1 to 100 letters, digits, dots, underscores and hyphens."
  }
}

variable "service_version" {
  description = "What is measured. Recorded only: this module always runs the sample that is built in its repository."
  type        = string
  default     = "working-tree"
}

variable "instance_class" {
  description = "Size of an instance: nano, small, medium or large; any name when workers and service_time_ms are given."
  type        = string
  default     = "small"
}

variable "instances" {
  description = "How many instances there are."
  type        = number
  default     = 1

  validation {
    condition     = var.instances >= 1 && var.instances <= 32 && floor(var.instances) == var.instances
    error_message = "instances is ${var.instances}: give a whole number from 1 to 32."
  }
}

variable "autoscaling" {
  description = "Whether, and between which bounds, the number of instances follows the load. Off: it stays at instances."
  type = object({
    enabled                    = optional(bool, false)
    min                        = optional(number)
    max                        = optional(number)
    target_requests_per_second = optional(number)
  })
  default  = {}
  nullable = false

  validation {
    condition     = try(var.autoscaling.target_requests_per_second > 0, var.autoscaling.target_requests_per_second == null)
    error_message = "autoscaling.target_requests_per_second must be above 0: correct it, or leave it out for 60 % of an instance's capacity."
  }
}

variable "zones" {
  description = "Availability zones, which instances are spread over in turn."
  type        = list(string)
  default     = ["local-a", "local-b", "local-c"]

  validation {
    condition     = length(var.zones) > 0 && alltrue([for zone in var.zones : can(regex("^[a-z0-9-]{1,40}$", zone))])
    error_message = "zones is [${join(", ", var.zones)}]: give at least one, each 1 to 40 lower-case letters, digits and hyphens."
  }
}

variable "data_volume" {
  description = "How many profiles the database holds before the load begins, with tags by a Zipf law over 1,000."
  type        = number
  default     = 0

  validation {
    condition     = var.data_volume >= 0 && var.data_volume <= 10000000 && floor(var.data_volume) == var.data_volume
    error_message = "data_volume is ${var.data_volume}: give a whole number of profiles from 0 to 10000000."
  }
}

variable "otlp_endpoint" {
  description = "Where instances send telemetry by OTLP, by HTTP, for example http://127.0.0.1:4318; empty for none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https?://[^/]+.*)?$", var.otlp_endpoint))
    error_message = "otlp_endpoint is \"${var.otlp_endpoint}\": give an address that starts with http:// or https://, or leave it empty."
  }
}

variable "expires_at" {
  description = "When the environment destroys itself, RFC 3339. A new value makes a new environment. Left out: two hours after it is created."
  type        = string
  default     = null

  # Not compared with the present: then an environment that is over could not be destroyed.
  validation {
    condition     = var.expires_at == null || can(timeadd(var.expires_at, "0s"))
    error_message = "expires_at is \"${coalesce(var.expires_at, "null")}\": give a time such as 2030-01-01T00:00:00Z."
  }
}

variable "defects" {
  description = "Ids of the sample's defects to switch on (main.tf lists them)."
  type        = list(string)
  default     = []
  nullable    = false
}

# ------------------------------------------------------------------------------------------------- this module's own

variable "workers" {
  description = "Workers of an instance, in place of the class's."
  type        = number
  default     = null

  validation {
    condition     = var.workers == null ? true : var.workers >= 1 && var.workers <= 64 && floor(var.workers) == var.workers
    error_message = "workers is ${coalesce(var.workers, 0)}: give a whole number from 1 to 64, or leave it out."
  }
}

variable "service_time_ms" {
  description = "How long an operation holds its worker, milliseconds, in place of the class's."
  type        = number
  default     = null

  validation {
    condition     = var.service_time_ms == null ? true : var.service_time_ms >= 1 && var.service_time_ms <= 2000
    error_message = "service_time_ms is ${coalesce(var.service_time_ms, 0)}: give 1 to 2000 milliseconds, or leave it out."
  }
}

variable "boot_delay_seconds" {
  description = "From the order of an instance to the start of its process, as a cloud takes to place one."
  type        = number
  default     = 0

  validation {
    condition     = var.boot_delay_seconds >= 0 && var.boot_delay_seconds <= 600
    error_message = "boot_delay_seconds is ${var.boot_delay_seconds}: give 0 to 600."
  }
}

variable "rate_limit" {
  description = "What one client may send: requests per second on average, and at once after a quiet time."
  type = object({
    per_second = number
    burst      = number
  })
  default  = { per_second = 20, burst = 40 }
  nullable = false

  validation {
    condition     = var.rate_limit.per_second >= 1 && var.rate_limit.burst >= 1
    error_message = "rate_limit has per_second ${var.rate_limit.per_second}, burst ${var.rate_limit.burst}: give at least 1 for each."
  }
}
