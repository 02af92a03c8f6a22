# The contract's inputs (../contract/README.md), then this module's own. Region and credentials come with the provider: AWS_REGION, AWS_PROFILE.

variable "name" {
  description = "Name of the environment; everything it creates carries it."
  type        = string

  # A load balancer's name has at most 32 characters, and a target group's is this one's.
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}[a-z0-9]$", var.name))
    error_message = "name is \"${var.name}\": give 2 to 32 lower-case letters, digits and hyphens, a letter first, no hyphen last."
  }
}

variable "run_id" {
  description = "The run that the environment belongs to; sweepers find it by this."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", var.run_id))
    error_message = "run_id is \"${var.run_id}\": give 1 to 100 letters, digits, dots, underscores and hyphens."
  }
}

variable "expires_at" {
  description = "When the environment's dead-man's switch deletes what costs money and what answers, RFC 3339."
  type        = string

  # Not compared with the present: then an environment that is over could not be destroyed.
  validation {
    condition     = can(timeadd(var.expires_at, "0s"))
    error_message = "expires_at is \"${var.expires_at}\": give a time such as 2030-01-01T00:00:00Z."
  }
}

variable "service_version" {
  description = "What is measured: the image's tag, or its digest with the leading sha256:."
  type        = string
  default     = "latest"
}

variable "instance_class" {
  description = "Size of a task: nano, small, medium or large (Fargate CPU and memory, see main.tf)."
  type        = string
  default     = "small"
}

variable "instances" {
  description = "How many tasks serve."
  type        = number
  default     = 1

  validation {
    condition     = var.instances >= 1 && var.instances <= 100 && floor(var.instances) == var.instances
    error_message = "instances is ${var.instances}: give a whole number from 1 to 100."
  }
}

variable "autoscaling" {
  description = "Whether, and between which bounds, the number of tasks follows the CPU. Off: it stays at instances."
  type = object({
    enabled            = optional(bool, false)
    min                = optional(number)
    max                = optional(number)
    target_cpu_percent = optional(number, 60)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.autoscaling.target_cpu_percent >= 10 && var.autoscaling.target_cpu_percent <= 95
    error_message = "autoscaling.target_cpu_percent is ${var.autoscaling.target_cpu_percent}: give 10 to 95."
  }
}

variable "zones" {
  description = "Availability zones, for example [\"eu-central-1a\", \"eu-central-1b\"]. A load balancer needs two."
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 2 && length(var.zones) <= 6 && length(var.zones) == length(distinct(var.zones))
    error_message = "zones is [${join(", ", var.zones)}]: give two to six different availability zones."
  }
}

variable "data_volume" {
  description = "Records that exist before the load begins; handed to the service as DATA_VOLUME."
  type        = number
  default     = 0

  validation {
    condition     = var.data_volume >= 0 && floor(var.data_volume) == var.data_volume
    error_message = "data_volume is ${var.data_volume}: give a whole number from 0."
  }
}

variable "otlp_endpoint" {
  description = "Where the collector beside each task passes telemetry on, besides X-Ray; empty for X-Ray alone."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https?://[^/]+.*)?$", var.otlp_endpoint))
    error_message = "otlp_endpoint is \"${var.otlp_endpoint}\": give an address that starts with http:// or https://, or leave it empty."
  }
}

variable "defects" {
  description = "Defects of the sample service to switch on; another service has none."
  type        = list(string)
  default     = []
  nullable    = false
}

# ------------------------------------------------------------------------------------------------- this module's own

variable "image" {
  description = "The service's image without its tag, for example 123456789012.dkr.ecr.eu-central-1.amazonaws.com/profile-service."
  type        = string
}

variable "port" {
  description = "Where the service listens in its container."
  type        = number
  default     = 8080
}

variable "health_path" {
  description = "Path that answers 200 when a task is ready."
  type        = string
  default     = "/q/health/ready"
}

variable "container_environment" {
  description = "More variables of the service's process, for example its pool sizes and JVM flags. No secrets: they would be readable in the task definition."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "database" {
  description = "The service's PostgreSQL."
  type = object({
    instance_class       = optional(string, "db.m7g.large")
    engine_version       = optional(string, "17.4")
    storage_type         = optional(string, "gp3")
    allocated_storage_gb = optional(number, 100)
    iops                 = optional(number)
    storage_throughput   = optional(number)
    multi_az             = optional(bool, false)
    parameters           = optional(map(string), {})
  })
  default  = {}
  nullable = false
}

variable "rate_limit" {
  description = "Requests that one client address may send in five minutes before it is blocked."
  type        = number
  default     = 2000

  validation {
    condition     = var.rate_limit >= 10 && var.rate_limit <= 2000000000
    error_message = "rate_limit is ${var.rate_limit}: AWS WAF takes 10 to 2000000000 requests in five minutes."
  }
}

variable "bot_control" {
  description = "Whether AWS WAF Bot Control guards the entrance; it costs extra for each request."
  type        = bool
  default     = true
}

variable "agent_addresses" {
  description = "Networks that load agents send from, for example [\"192.0.2.0/24\"]; without any, the WAF cannot be relaxed."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for network in var.agent_addresses : can(regex("^[0-9.]+/[0-9]+$", network)) && can(cidrhost(network, 0))])
    error_message = "agent_addresses is [${join(", ", var.agent_addresses)}]: give IPv4 networks such as 192.0.2.0/24 or 192.0.2.7/32."
  }
}

variable "certificate_arn" {
  description = "Certificate of the entrance in AWS Certificate Manager; empty for plain HTTP."
  type        = string
  default     = ""
  nullable    = false
}

variable "budget" {
  description = "Monthly limit in US dollars that mails are sent about at 80 and 100 percent; no addresses, no budget."
  type = object({
    limit_usd = optional(number, 100)
    emails    = optional(list(string), [])
  })
  default  = {}
  nullable = false
}

variable "vpc_cidr" {
  description = "Addresses of the environment's own network; a /16 to /20."
  type        = string
  default     = "10.60.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.vpc_cidr, 4, 15)) && try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 20, false)
    error_message = "vpc_cidr is \"${var.vpc_cidr}\": give a range from /16 to /20, for example 10.60.0.0/16."
  }
}
