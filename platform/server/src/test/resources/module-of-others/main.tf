# A module of another team, written by terraform/contract alone: a file server of its own, started by a provisioner, guarded by nothing.

variable "name" { type = string }
variable "run_id" { type = string }
variable "expires_at" { type = string }

variable "service_version" {
  type    = string
  default = "1"
}

variable "instance_class" {
  type    = string
  default = "only"

  validation {
    condition     = var.instance_class == "only"
    error_message = "instance_class is \"${var.instance_class}\": there is only one, \"only\"."
  }
}

variable "instances" {
  type    = number
  default = 1
}

variable "autoscaling" {
  type    = any
  default = null
}

variable "zones" {
  type    = list(string)
  default = ["here"]
}

variable "data_volume" {
  type    = number
  default = 0
}

variable "otlp_endpoint" {
  type    = string
  default = ""
}

variable "defects" {
  type    = list(string)
  default = []
}

variable "java" {
  description = "The Java that serves."
  type        = string
  default     = "java"
}

locals {
  folder = "${path.root}/served-${var.name}"
}

resource "terraform_data" "server" {
  input = { folder = local.folder, size = var.instance_class, tag = var.run_id }

  provisioner "local-exec" {
    command = <<-EOT
      set -eu
      mkdir -p "$FOLDER"
      "$JAVA" "$SOURCE" "$FOLDER" >"$FOLDER/log" 2>&1 </dev/null &
      echo $! >"$FOLDER/pid"
      for attempt in $(seq 100); do
        if [ -s "$FOLDER/port" ]; then exit 0; fi
        sleep 0.1
      done
      cat "$FOLDER/log" >&2
      exit 1
    EOT
    environment = {
      FOLDER = local.folder
      JAVA   = var.java
      SOURCE = "${path.module}/Server.java"
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "if [ -f \"$FOLDER/pid\" ]; then kill $(cat \"$FOLDER/pid\") 2>/dev/null; fi; rm -rf \"$FOLDER\""
    environment = {
      FOLDER = self.input.folder
    }
  }
}

locals {
  port    = try(trimspace(file("${terraform_data.server.output.folder}/port")), "")
  address = "127.0.0.1:${local.port}"
}

output "target_url" { value = local.port == "" ? null : "http://${local.address}" }
output "instances" { value = local.port == "" ? [] : [{ id = "server", address = local.address, zone = "here" }] }
output "protections" { value = [] }
output "autoscaler" { value = null }
output "verification" { value = { health_path = "/health" } }
