package kubeapi

import (
	"context"
	"encoding/json"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/types"
)

// Pod as it is now, not as some copy has it.
func (a *API) Pod(ctx context.Context, namespace, name string) (*core.Pod, error) {
	pod := &core.Pod{}
	return pod, a.Core.Get().Namespace(namespace).Resource("pods").Name(name).Do(ctx).Into(pod)
}

// Policies of a namespace as they are now.
func (a *API) Policies(ctx context.Context, namespace string) ([]networking.NetworkPolicy, error) {
	list := &networking.NetworkPolicyList{}
	err := a.Networking.Get().Namespace(namespace).Resource("networkpolicies").Do(ctx).Into(list)
	return list.Items, err
}

// AnnotateNode sets one annotation.
func (a *API) AnnotateNode(ctx context.Context, node, key, value string) error {
	patch := map[string]any{"metadata": map[string]any{"annotations": map[string]string{key: value}}}
	return a.patch(ctx, "nodes", "", node, "", patch)
}

// GiveAddress puts a load balancer's address into a service, unless the service has changed since.
func (a *API) GiveAddress(ctx context.Context, service *core.Service, address string) error {
	patch := map[string]any{
		"metadata": map[string]any{"resourceVersion": service.ResourceVersion},
		"status":   map[string]any{"loadBalancer": map[string]any{"ingress": []any{map[string]string{"ip": address, "ipMode": "VIP"}}}},
	}
	return a.patch(ctx, "services", service.Namespace, service.Name, "status", patch)
}

func (a *API) patch(ctx context.Context, resource, namespace, name, subresource string, patch any) error {
	body, err := json.Marshal(patch)
	if err != nil {
		return err
	}
	request := a.Core.Patch(types.MergePatchType).Resource(resource).Name(name).Body(body)
	if namespace != "" {
		request = request.Namespace(namespace)
	}
	if subresource != "" {
		request = request.SubResource(subresource)
	}
	return request.Do(ctx).Error()
}
