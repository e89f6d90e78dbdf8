package kubeapi

import (
	"context"
	"strconv"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// Object is a kind of the API.
type Object interface {
	runtime.Object
	meta.Object
}

// Feed is a copy of all objects of a kind that follows the API server.
type Feed[T Object] struct {
	store      cache.Store
	controller cache.Controller
}

// Follow keeps of each object what slim leaves, and calls changed after every change.
func Follow[T Object](client *rest.RESTClient, resource string, kind T, slim func(T), changed func()) *Feed[T] {
	store, controller := cache.NewInformerWithOptions(cache.InformerOptions{
		ListerWatcher: listWatch(client, resource),
		ObjectType:    kind,
		Transform: func(object any) (any, error) {
			if own, is := object.(T); is {
				own.SetManagedFields(nil)
				own.SetAnnotations(mirrored(own.GetAnnotations()))
				own.SetOwnerReferences(nil)
				slim(own)
			}
			return object, nil
		},
		Handler: cache.ResourceEventHandlerFuncs{
			AddFunc:    func(any) { changed() },
			UpdateFunc: func(any, any) { changed() },
			DeleteFunc: func(any) { changed() },
		},
	})
	return &Feed[T]{store, controller}
}

// mirrored is the one annotation that somebody here reads: which static pod a pod stands for.
func mirrored(annotations map[string]string) map[string]string {
	if of, is := annotations[core.MirrorPodAnnotationKey]; is {
		return map[string]string{core.MirrorPodAnnotationKey: of}
	}
	return nil
}

func listWatch(client *rest.RESTClient, resource string) *cache.ListWatch {
	return &cache.ListWatch{
		ListWithContextFunc: func(ctx context.Context, options meta.ListOptions) (runtime.Object, error) {
			return patiently(ctx, func() (runtime.Object, error) {
				return client.Get().Resource(resource).VersionedParams(&options, parameters).Do(ctx).Get()
			})
		},
		WatchFuncWithContext: func(ctx context.Context, options meta.ListOptions) (watch.Interface, error) {
			options.Watch = true
			return patiently(ctx, func() (watch.Interface, error) {
				return client.Get().Resource(resource).VersionedParams(&options, parameters).Watch(ctx)
			})
		},
	}
}

// Run follows until the context ends.
func (f *Feed[T]) Run(ctx context.Context) { f.controller.RunWithContext(ctx) }

// Complete is closed when everything that was there at the beginning is here.
func (f *Feed[T]) Complete() <-chan struct{} { return f.controller.HasSyncedChecker().Done() }

// All objects; they are shared and must not be changed.
func (f *Feed[T]) All() []T {
	list := f.store.List()
	all := make([]T, len(list))
	for i, object := range list {
		all[i] = object.(T)
	}
	return all
}

// Get is an object by its namespace (empty for kinds without) and name.
func (f *Feed[T]) Get(namespace, name string) (T, bool) {
	key := name
	if namespace != "" {
		key = namespace + "/" + name
	}
	object, found, err := f.store.GetByKey(key)
	if err != nil || !found {
		var none T
		return none, false
	}
	return object.(T), true
}

// Has says whether the feed knows this version of an object, or a later one.
func (f *Feed[T]) Has(object meta.Object) bool {
	own, found := f.Get(object.GetNamespace(), object.GetName())
	return found && own.GetUID() == object.GetUID() && version(own) >= version(object)
}

func version(object meta.Object) uint64 {
	number, err := strconv.ParseUint(object.GetResourceVersion(), 10, 64)
	if err != nil {
		return 0
	}
	return number
}
