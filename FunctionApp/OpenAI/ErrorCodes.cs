namespace BotGateway.OpenAI;

/// <summary>The services' error codes that say whose fault it is. A code of one kind stands in <c>code</c>, <c>type</c> or Azure's <c>innererror.code</c>.</summary>
internal static class ErrorCodes
{
    // Azure's (Microsoft Learn, "Content filtering") and OpenAI's.
    private static readonly HashSet<string> ContentFilters = new(StringComparer.OrdinalIgnoreCase)
    {
        "content_filter", "ContentFilter", "content_policy_violation", "ResponsibleAIPolicyViolation", "responsible_ai_policy_violation",
    };

    // The newer models' own policies.
    private static readonly HashSet<string> Policies = new(StringComparer.OrdinalIgnoreCase)
    {
        "invalid_prompt", "cyber_policy", "cyber_policy_violation", "bio_policy", "bio_policy_violation", "misalignment_policy_violation", "usage_policy_violation",
        "moderation_blocked", "safety_violation", "jailbreak", "image_content_policy_violation",
    };

    // Too long, or of a kind that the model does not take. The images': enum ResponseErrorCode of OpenAI's OpenAPI description.
    private static readonly HashSet<string> Contents = new(StringComparer.OrdinalIgnoreCase)
    {
        "context_length_exceeded", "context_window_exceeded", "string_above_max_length", "array_above_max_length", "max_input_tokens_exceeded",
        "prompt_too_long", "request_too_large", "tokens_limit_reached", "unsupported_content", "unsupported_content_type", "unsupported_file",
        "unsupported_image", "unsupported_image_media_type", "invalid_image", "invalid_image_format", "invalid_image_mode", "invalid_image_url",
        "invalid_base64", "invalid_base64_image", "image_too_large", "image_too_small", "image_parse_error", "image_file_too_large",
        "image_file_not_found", "empty_image_file", "failed_to_download_image",
        // Of training files.
        "invalid_file_format", "invalid_file", "invalid_jsonl", "invalid_n_examples",
    };

    // The gateway's account has no credit, or is closed: waiting changes nothing.
    private static readonly HashSet<string> Quotas = new(StringComparer.OrdinalIgnoreCase)
    {
        "insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active", "account_deactivated",
        "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "project_usage_limit_exceeded",
    };

    // The account's own limits: of files and of jobs (the Azure REST specification's ErrorCode, and OpenAI's).
    private static readonly HashSet<string> AccountLimits = new(StringComparer.OrdinalIgnoreCase)
    {
        "quotaExceeded", "max_files_exceeded", "max_active_fine_tuning_jobs_exceeded", "daily_rate_limit_exceeded",
    };

    // Azure Resource Manager's: what a deployment asks for is more than the account or the region has.
    private static readonly HashSet<string> DeploymentQuotas = new(StringComparer.OrdinalIgnoreCase)
    {
        "InsufficientQuota", "QuotaExceeded", "QuotaLimitExceeded", "CapacityNotAvailable", "InsufficientCapacity", "SkuCapacityExceeded", "DeploymentLimitReached",
    };

    public static bool IsDeploymentQuota(string code) => DeploymentQuotas.Contains(code);

    public static bool IsAccountLimit(string code) => AccountLimits.Contains(code);

    public static bool IsKnown(string code) => IsAccountLimit(code) || IsFilter(code) || IsContent(code) || IsQuota(code);

    public static bool IsContentFilter(string code) => ContentFilters.Contains(code);

    public static bool IsFilter(string code) => IsContentFilter(code) || Policies.Contains(code);

    public static bool IsContent(string code) => Contents.Contains(code);

    public static bool IsQuota(string code) => Quotas.Contains(code);
}
