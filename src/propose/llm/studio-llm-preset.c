/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-endpoint.h"

G_DEFINE_ENUM_TYPE (StudioLlmProvider,
                    studio_llm_provider,
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_CUSTOM, "custom"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_OPENAI, "openai"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_AZURE, "azure"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_AZURE_LEGACY, "azure-legacy"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_OLLAMA, "ollama"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_LLAMA_CPP, "llama-cpp"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_VLLM, "vllm"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_LM_STUDIO, "lm-studio"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_OPENROUTER, "openrouter"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_GROQ, "groq"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_MISTRAL, "mistral"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_GEMINI, "gemini"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_ANTHROPIC, "anthropic"),
                    G_DEFINE_ENUM_VALUE (STUDIO_LLM_DEEPSEEK, "deepseek"))

#define SMALL (8 * 1024)
#define LARGE (128 * 1024)

/* In the order of StudioLlmProvider. Groq does not stream structured replies. */
static const StudioLlmPreset presets[] = {
  { STUDIO_LLM_CUSTOM, "custom", "Custom", "", FALSE, FALSE, TRUE, TRUE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, FALSE },
  { STUDIO_LLM_OPENAI, "openai", "OpenAI", "https://api.openai.com/v1", TRUE, TRUE, TRUE, TRUE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, TRUE },
  { STUDIO_LLM_AZURE, "azure", "Azure OpenAI", "https://RESOURCE.openai.azure.com/openai/v1", TRUE,
    TRUE, TRUE, TRUE, STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, TRUE },
  { STUDIO_LLM_AZURE_LEGACY, "azure-legacy", "Azure OpenAI (deployment)",
    "https://RESOURCE.openai.azure.com/openai/deployments/DEPLOYMENT?api-version=2024-10-21", TRUE,
    TRUE, TRUE, TRUE, STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, TRUE },
  { STUDIO_LLM_OLLAMA, "ollama", "Ollama", "http://localhost:11434/v1", FALSE, FALSE, TRUE, TRUE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, SMALL, FALSE },
  { STUDIO_LLM_LLAMA_CPP, "llama-cpp", "llama.cpp", "http://localhost:8080/v1", FALSE, FALSE, TRUE,
    TRUE, STUDIO_LLM_LOOSE_JSON_OBJECT, SMALL, FALSE },
  { STUDIO_LLM_VLLM, "vllm", "vLLM", "http://localhost:8000/v1", FALSE, FALSE, TRUE, TRUE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, SMALL, FALSE },
  { STUDIO_LLM_LM_STUDIO, "lm-studio", "LM Studio", "http://localhost:1234/v1", FALSE, FALSE, TRUE,
    TRUE, STUDIO_LLM_LOOSE_SCHEMA, SMALL, FALSE },
  { STUDIO_LLM_OPENROUTER, "openrouter", "OpenRouter", "https://openrouter.ai/api/v1", TRUE, FALSE,
    TRUE, FALSE, STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, FALSE },
  { STUDIO_LLM_GROQ, "groq", "Groq", "https://api.groq.com/openai/v1", TRUE, FALSE, FALSE, TRUE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, FALSE },
  { STUDIO_LLM_MISTRAL, "mistral", "Mistral", "https://api.mistral.ai/v1", TRUE, FALSE, TRUE, FALSE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, FALSE },
  { STUDIO_LLM_GEMINI, "gemini", "Google Gemini",
    "https://generativelanguage.googleapis.com/v1beta/openai", TRUE, FALSE, TRUE, TRUE,
    STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, FALSE },
  { STUDIO_LLM_ANTHROPIC, "anthropic", "Anthropic", "https://api.anthropic.com/v1", TRUE, FALSE,
    TRUE, TRUE, STUDIO_LLM_LOOSE_NONE, LARGE, FALSE },
  { STUDIO_LLM_DEEPSEEK, "deepseek", "DeepSeek", "https://api.deepseek.com", TRUE, FALSE, TRUE,
    TRUE, STUDIO_LLM_LOOSE_JSON_OBJECT, LARGE, TRUE },
};

const StudioLlmPreset *
studio_llm_preset_get (StudioLlmProvider provider)
{
  g_return_val_if_fail (provider < G_N_ELEMENTS (presets), &presets[0]);
  return &presets[provider];
}
