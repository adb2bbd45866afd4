package dev.syngate.admin;
public final class AdminApi { public AdminApi(Object gateway){} public AdminReply handle(String m, java.util.List<String> p, java.util.Map<String,String> q, tools.jackson.databind.JsonNode b){return null;} }
