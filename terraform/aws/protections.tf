# What guards the entrance, as in production: managed rules, Bot Control, a rate limit. Each of them leaves out requests that come
# from one IP set and show a token of the run; the set is empty, and Terraform never fills it: relaxing changes data, never a rule.
# A rule that is edited would forget its counts and protect nobody for up to a minute.
#
# The second web ACL has the same rules and leaves out nobody. It guards nothing, until a schedule of end.tf puts it in front of the
# load balancer at the deadline of a relaxation that nobody has ended.

resource "aws_wafv2_ip_set" "agents" {
  name               = "${var.name}-agents"
  description        = "Load agents that are exempt while a measurement lasts, named at the beginning."
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = []
  tags               = local.tags

  lifecycle {
    ignore_changes = [addresses, description]
  }
}

locals {
  managed_rules = {
    common      = { priority = 10, group = "AWSManagedRulesCommonRuleSet" }
    known_bad   = { priority = 11, group = "AWSManagedRulesKnownBadInputsRuleSet" }
    injection   = { priority = 12, group = "AWSManagedRulesSQLiRuleSet" }
    reputation  = { priority = 13, group = "AWSManagedRulesAmazonIpReputationList" }
    bot_control = { priority = 20, group = "AWSManagedRulesBotControlRuleSet" }
  }

  web_acls = { entrance = var.name, closed = "${var.name}-closed" }

  managed_rules_used = { for name, rule in local.managed_rules : name => rule if name != "bot_control" || var.bot_control }
}

resource "aws_wafv2_web_acl" "guard" {
  for_each = local.web_acls

  name  = each.value
  scope = "REGIONAL"
  tags  = local.tags

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = local.managed_rules_used

    content {
      name     = replace(rule.key, "_", "-")
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          name        = rule.value.group
          vendor_name = "AWS"

          dynamic "scope_down_statement" {
            for_each = each.key == "entrance" ? ["agents"] : []

            content {
              not_statement {
                statement {
                  and_statement {
                    statement {
                      ip_set_reference_statement {
                        arn = aws_wafv2_ip_set.agents.arn
                      }
                    }

                    statement {
                      byte_match_statement {
                        search_string         = "${var.run_id}."
                        positional_constraint = "STARTS_WITH"

                        field_to_match {
                          single_header {
                            name = "x-headroom-agent"
                          }
                        }

                        text_transformation {
                          priority = 0
                          type     = "NONE"
                        }
                      }
                    }
                  }
                }
              }
            }
          }

          dynamic "managed_rule_group_configs" {
            for_each = rule.key == "bot_control" ? ["COMMON"] : []

            content {
              aws_managed_rules_bot_control_rule_set {
                inspection_level = managed_rule_group_configs.value
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "${var.name}-${replace(rule.key, "_", "-")}"
        sampled_requests_enabled   = true
      }
    }
  }

  rule {
    name     = "rate-limit"
    priority = 30

    action {
      block {
        custom_response {
          response_code = 429
        }
      }
    }

    statement {
      rate_based_statement {
        limit                 = var.rate_limit
        evaluation_window_sec = 300
        aggregate_key_type    = "IP"

        dynamic "scope_down_statement" {
          for_each = each.key == "entrance" ? ["agents"] : []

          content {
            not_statement {
              statement {
                and_statement {
                  statement {
                    ip_set_reference_statement {
                      arn = aws_wafv2_ip_set.agents.arn
                    }
                  }

                  statement {
                    byte_match_statement {
                      search_string         = "${var.run_id}."
                      positional_constraint = "STARTS_WITH"

                      field_to_match {
                        single_header {
                          name = "x-headroom-agent"
                        }
                      }

                      text_transformation {
                        priority = 0
                        type     = "NONE"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "${var.name}-rate-limit"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "entrance" {
  resource_arn = aws_lb.entrance.arn
  web_acl_arn  = aws_wafv2_web_acl.guard["entrance"].arn
}
