"""What a panel shows of one thing in a cluster. Bounded: labels, ports and keys can be any number."""

MOST = 40


def clip(value, length=500):
    return str(value or "")[:length]


def common(metadata):
    owners = [owner for owner in metadata.get("ownerReferences") or [] if owner.get("controller")]
    return {
        "name": clip(metadata["name"]),
        "namespace": clip(metadata.get("namespace")),
        "createdAt": clip(metadata.get("creationTimestamp")),
        "labels": pairs(metadata.get("labels")),
        "owner": {"kind": clip(owners[0].get("kind")), "name": clip(owners[0].get("name"))} if owners else None,
        "isEnding": "deletionTimestamp" in metadata,
    }


def pairs(labels):
    return {clip(name): clip(value, 250) for name, value in list((labels or {}).items())[:MOST]}


def replicas(thing):
    return {"wanted": thing["spec"].get("replicas", 1), "ready": status(thing).get("readyReplicas", 0)}


def status(thing):
    return thing.get("status") or {}


def of_node(node):
    conditions = status(node).get("conditions") or []
    prefix = "node-role.kubernetes.io/"
    labels = node["metadata"].get("labels") or {}
    return {
        "isReady": any(one["type"] == "Ready" and one["status"] == "True" for one in conditions),
        "isCordoned": bool(node["spec"].get("unschedulable")),
        "roles": [clip(label[len(prefix):]) for label in labels if label.startswith(prefix)][:MOST],
        "version": clip((status(node).get("nodeInfo") or {}).get("kubeletVersion")),
    }


def of_daemon_set(thing):
    return {
        "wanted": status(thing).get("desiredNumberScheduled", 0),
        "ready": status(thing).get("numberReady", 0),
    }


def of_job(job):
    ended = [one["type"] for one in status(job).get("conditions") or [] if one.get("status") == "True"]
    return {
        "wanted": job["spec"].get("completions") or 1,
        "ready": status(job).get("succeeded", 0),
        "state": clip(ended[-1] if ended else "Running"),
    }


def of_cron_job(job):
    return {"schedule": clip(job["spec"].get("schedule")), "isSuspended": bool(job["spec"].get("suspend"))}


def of_pod(pod):
    spec, now = pod["spec"], status(pod)
    containers = now.get("containerStatuses") or []
    return {
        "state": clip(pod_state(pod)),
        "ready": sum(1 for one in containers if one.get("ready")),
        "restarts": sum(one.get("restartCount", 0) for one in containers),
        "node": spec.get("nodeName"),
        "ip": now.get("podIP"),
        "isOnHostNetwork": bool(spec.get("hostNetwork")),
        "containers": [of_container(one) for one in spec["containers"][:MOST]],
    }


def of_container(container):
    ports = [
        {"name": one.get("name"), "port": one["containerPort"], "protocol": one.get("protocol", "TCP")}
        for one in (container.get("ports") or [])[:10]
    ]
    return {"name": clip(container["name"]), "image": clip(container.get("image"), 300), "ports": ports}


def pod_state(pod):
    """The word of `kubectl get pods`."""
    now = status(pod)
    if "deletionTimestamp" in pod["metadata"]:
        return "Terminating"
    beginning = init_state(now.get("initContainerStatuses") or [])
    if beginning:
        return beginning
    states = [one.get("state") or {} for one in now.get("containerStatuses") or []]
    for state in states:
        if (state.get("waiting") or {}).get("reason"):
            return state["waiting"]["reason"]
    ended = [state["terminated"] for state in states if "terminated" in state]
    if ended and len(ended) == len(states):
        return ended[0].get("reason") or f"ExitCode:{ended[0].get('exitCode')}"
    return now.get("reason") or now.get("phase") or "Unknown"


def init_state(containers):
    for number, one in enumerate(containers):
        state = one.get("state") or {}
        ended = state.get("terminated")
        if one.get("started") or (ended and ended.get("exitCode") == 0):
            continue
        if ended:
            return f"Init:{ended.get('reason') or 'Error'}"
        waiting = (state.get("waiting") or {}).get("reason")
        return f"Init:{waiting}" if waiting not in (None, "PodInitializing") else f"Init:{number}/{len(containers)}"
    return None


def of_service(service):
    spec = service["spec"]
    ports = [
        {
            "name": one.get("name"),
            "port": one["port"],
            "protocol": one.get("protocol", "TCP"),
            "targetPort": one.get("targetPort", one["port"]),
            "nodePort": one.get("nodePort"),
        }
        for one in (spec.get("ports") or [])[:MOST]
    ]
    return {
        "type": clip(spec.get("type")),
        "address": clip(spec.get("externalName") or spec.get("clusterIP")),
        "selector": pairs(spec.get("selector")),
        "ports": ports,
    }


def of_ingress(ingress):
    routes = [
        {
            "host": clip(rule.get("host")),
            "path": clip(path.get("path")),
            "service": clip((path["backend"].get("service") or {}).get("name")),
        }
        for rule in ingress["spec"].get("rules") or []
        for path in (rule.get("http") or {}).get("paths") or []
    ]
    return {"routes": routes[:MOST]}


def keys(thing):
    return [clip(key) for key in [*(thing.get("data") or {}), *(thing.get("binaryData") or {})]][:MOST]


def of_claim(claim):
    capacity = status(claim).get("capacity") or claim["spec"].get("resources", {}).get("requests") or {}
    return {
        "state": clip(status(claim).get("phase")),
        "size": clip(capacity.get("storage")),
        "storageClass": clip(claim["spec"].get("storageClassName")),
    }


def of_volume(volume):
    return {
        "state": clip(status(volume).get("phase")),
        "size": clip((volume["spec"].get("capacity") or {}).get("storage")),
        "storageClass": clip(volume["spec"].get("storageClassName")),
    }


def of_storage_class(storage_class):
    annotations = storage_class["metadata"].get("annotations") or {}
    return {
        "provisioner": clip(storage_class.get("provisioner")),
        "isDefault": annotations.get("storageclass.kubernetes.io/is-default-class") == "true",
    }


def of_event(event):
    about = event.get("involvedObject") or {}
    series = event.get("series") or {}
    seen = series.get("lastObservedTime") or event.get("lastTimestamp") or event.get("eventTime")
    return {
        "type": clip(event.get("type")),
        "reason": clip(event.get("reason")),
        "message": clip(event.get("message")),
        "about": {"kind": clip(about.get("kind")), "name": clip(about.get("name"))},
        "count": series.get("count") or event.get("count") or 1,
        "seenAt": clip(seen or event["metadata"].get("creationTimestamp")),
    }


FACTS = {
    "Namespace": lambda thing: {"state": clip(status(thing).get("phase"))},
    "Node": of_node,
    "Deployment": replicas,
    "StatefulSet": replicas,
    "DaemonSet": of_daemon_set,
    "ReplicaSet": replicas,
    "Job": of_job,
    "CronJob": of_cron_job,
    "Pod": of_pod,
    "Service": of_service,
    "Ingress": of_ingress,
    "NetworkPolicy": lambda thing: {"spec": thing.get("spec") or {}},
    "ConfigMap": lambda thing: {"keys": keys(thing)},
    "Secret": lambda thing: {"type": clip(thing.get("type")), "keys": keys(thing)},
    "PersistentVolumeClaim": of_claim,
    "PersistentVolume": of_volume,
    "StorageClass": of_storage_class,
    "Event": of_event,
}
